package io.kvartal.contract;

import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.shared.Problem.FieldError;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is wrong with a draft beyond what its types refuse: a pointer to the component and the code of the sentence for each. */
public final class DraftCheck {
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern SOURCE = Pattern.compile("[a-z0-9]+([._-][a-z0-9]+)*");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
    /** More days off than any office has; beyond it deadlines in working days cannot be told. */
    private static final int MOST_HOLIDAYS = 150;

    private final List<FieldError> errors = new ArrayList<>();

    private DraftCheck() {}

    /**
     * @param last the newest signed version, if any
     * @param today in the zone of the draft
     * @return empty when the draft may be signed
     */
    public static List<FieldError> errors(ContractDraft draft, @Nullable Contract last, LocalDate today) {
        var check = new DraftCheck();
        check.dates(draft, last, today);
        check.terms("/terms", draft.terms());
        draft.complexTerms().forEach((slug, terms) -> {
            var pointer = "/complexTerms/" + slug;
            check.fails(!isSlug(slug), pointer, "contract-slug");
            check.terms(pointer, terms);
        });
        check.prices(draft);
        check.money(draft);
        check.party(draft.party(), last == null ? null : last.party());
        check.fails(
                draft.hours().holidays().size() > MOST_HOLIDAYS, "/hours/holidays", "contract-holidays", MOST_HOLIDAYS);
        return List.copyOf(check.errors);
    }

    static void require(ContractDraft draft, @Nullable Contract last, LocalDate today) {
        var errors = errors(draft, last, today);
        if (!errors.isEmpty()) {
            throw new Problem.Invalid("invalid", errors);
        }
    }

    public static boolean isSlug(String text) {
        return text.length() <= 80 && SLUG.matcher(text).matches();
    }

    private void dates(ContractDraft draft, @Nullable Contract last, LocalDate today) {
        if (last == null) {
            return;
        }
        var from = draft.validFrom();
        if (!from.isAfter(last.validFrom())) {
            fails(true, "/validFrom", "contract-before-last", last.validFrom());
        } else {
            fails(from.isBefore(today), "/validFrom", "contract-in-the-past");
        }
    }

    private void terms(String at, Terms terms) {
        fails(terms.reviewFromSec() > terms.minTalkSec(), at + "/reviewFromSec", "contract-review-above-talk");
        fails(terms.channels().isEmpty(), at + "/channels", "contract-no-channel");
        known(at + "/exclusions", terms.exclusions(), Terms.ALL_EXCLUSIONS);
        var actions = terms.targetActions();
        if (actions != null) {
            fails(actions.isEmpty(), at + "/targetActions", "contract-no-action");
            known(at + "/targetActions", actions, Terms.ALL_TARGET_ACTIONS);
        }
        var daily = terms.dailyCap();
        var monthly = terms.monthlyCap();
        fails(daily != null && monthly != null && daily > monthly, at + "/dailyCap", "contract-daily-above-monthly");
    }

    private void known(String at, Set<String> codes, List<String> all) {
        codes.stream()
                .filter(code -> !all.contains(code))
                .findFirst()
                .ifPresent(code -> fails(true, at, "wrong-value", code));
    }

    private void prices(ContractDraft draft) {
        for (int i = 0; i < draft.prices().size(); i++) {
            var rule = draft.prices().get(i);
            var complex = rule.complex();
            var source = rule.source();
            fails(complex != null && !isSlug(complex), "/prices/" + i + "/complex", "contract-slug");
            fails(
                    source != null
                            && !SOURCE.matcher(source.toLowerCase(Locale.ROOT)).matches(),
                    "/prices/" + i + "/source",
                    "contract-source");
        }
    }

    /** The ledger is kept in tenge, so contracts are. */
    private void money(ContractDraft draft) {
        var currency = draft.billing().currency();
        fails(!currency.equals(Money.KZT), "/billing/currency", "contract-currency", currency.getCurrencyCode());
        for (int i = 0; i < draft.prices().size(); i++) {
            same(draft, draft.prices().get(i).price(), "/prices/" + i + "/price");
        }
        same(draft, draft.monthlyFee(), "/monthlyFee");
        same(draft, draft.commission() instanceof Commission.Flat flat ? flat.amount() : null, "/commissionAmount");
        var names = new HashSet<String>();
        for (int i = 0; i < draft.bundle().size(); i++) {
            var item = draft.bundle().get(i);
            same(draft, item.price(), "/bundle/" + i + "/price");
            fails(!names.add(item.name()), "/bundle/" + i + "/name", "contract-bundle-twice");
        }
    }

    private void same(ContractDraft draft, @Nullable Money money, String at) {
        var currency = draft.billing().currency();
        fails(
                money != null && !money.currency().equals(currency),
                at,
                "contract-other-currency",
                currency.getCurrencyCode());
    }

    /** A number that was signed before is taken over as it is; a new one must be a number that can exist. */
    private void party(Party party, @Nullable Party before) {
        if (before == null || !before.taxId().equals(party.taxId())) {
            if (!Bin.hasForm(party.taxId())) {
                fails(true, "/party/taxId", "contract-bin-form");
            } else {
                fails(!Bin.isValid(party.taxId()), "/party/taxId", "contract-bin-check");
            }
        }
        fails(!EMAIL.matcher(party.email()).matches(), "/party/email", "contract-email");
    }

    private void fails(boolean wrong, String pointer, String code, Object... args) {
        if (wrong) {
            errors.add(new FieldError(pointer, code, args));
        }
    }
}
