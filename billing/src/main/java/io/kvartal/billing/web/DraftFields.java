package io.kvartal.billing.web;

import io.kvartal.contract.BillingTerms;
import io.kvartal.contract.BundleItem;
import io.kvartal.contract.Channel;
import io.kvartal.contract.CommercialModel;
import io.kvartal.contract.Commission;
import io.kvartal.contract.ContractDraft;
import io.kvartal.contract.DisputeTerms;
import io.kvartal.contract.Hours;
import io.kvartal.contract.Party;
import io.kvartal.contract.PriceRule;
import io.kvartal.contract.RoomClass;
import io.kvartal.contract.Terms;
import io.kvartal.contract.VatTreatment;
import io.kvartal.contract.WorkingHours;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem.FieldError;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A draft out of a form. What its model has no use for is left out: a fee of a contract for leads, prices of one for deals. */
final class DraftFields {
    static final int LONGEST_NOTE = 1000;

    private final ContractForm form;
    private final TypedFields typed;
    private final Map<String, String> fieldOfPointer = new LinkedHashMap<>();

    DraftFields(ContractForm form) {
        this.form = form;
        this.typed = new TypedFields(form::get);
    }

    /** The form with a sentence for each field that {@code found} speaks of. */
    ContractForm refused(List<FieldError> found) {
        var errors = new LinkedHashMap<String, FieldError>();
        found.forEach(error -> errors.putIfAbsent(field(error.pointer()), error));
        return form.with(errors);
    }

    private String field(String pointer) {
        for (var known : fieldOfPointer.entrySet()) {
            if (pointer.equals(known.getKey()) || pointer.startsWith(known.getKey() + "/")) {
                return known.getValue()
                        + pointer.substring(known.getKey().length()).replace('/', '.');
            }
        }
        return pointer.startsWith("/terms/")
                ? "t." + pointer.substring(7)
                : pointer.substring(pointer.lastIndexOf('/') + 1);
    }

    /** Null when something cannot be read; {@link #wrong} says what. */
    @Nullable
    ContractDraft read(String legalEntity) {
        var from = typed.date("validFrom");
        var model = typed.choice("model", CommercialModel.class);
        var terms = TermsFields.read(typed, "t.", form);
        var complexes = complexes();
        var prices = model == CommercialModel.CPL ? prices() : List.<PriceRule>of();
        var placement = model == CommercialModel.PLACEMENT;
        var fee = placement ? typed.positive("monthlyFee") : null;
        if (placement && fee == null) {
            typed.wrong("monthlyFee", "contract-fee-missing");
        }
        var prepaid = placement ? typed.number("prepaidMonths", 1, 12) : 1;
        var bundle = placement ? bundle() : List.<BundleItem>of();
        var commission = model == CommercialModel.CPT ? commission() : null;
        var plan = typed.optionalNumber("plan", 0, 1_000_000);
        var hours = hours();
        var billing = billing();
        var disputes = disputes();
        var party = party();
        if (typed.text("note").length() > LONGEST_NOTE) {
            typed.wrong("note", "contract-note", LONGEST_NOTE);
        }
        return typed.errors().isEmpty() && hours != null && disputes != null && party != null
                ? new ContractDraft(
                        from,
                        model,
                        terms,
                        complexes,
                        prices,
                        fee,
                        prepaid,
                        bundle,
                        commission,
                        plan == null ? 0 : plan,
                        hours,
                        billing,
                        disputes,
                        party,
                        legalEntity)
                : null;
    }

    ContractForm wrong() {
        return form.with(typed.errors());
    }

    private Map<String, Terms> complexes() {
        if (!typed.isBlank("newComplex")) {
            typed.wrong("newComplex", "contract-slug");
        }
        var own = new LinkedHashMap<String, Terms>();
        for (var i : form.complexes()) {
            var at = "c" + i + ".";
            if (form.has(at + "remove", "on")) {
                continue;
            }
            var slug = typed.text(at + "slug");
            fieldOfPointer.put("/complexTerms/" + slug, "c" + i);
            if (own.put(slug, TermsFields.read(typed, at, form)) != null) {
                typed.wrong(at + "slug", "contract-complex-twice");
            }
        }
        return own;
    }

    private List<PriceRule> prices() {
        var rules = new ArrayList<PriceRule>();
        var common = typed.money("price");
        if (common != null) {
            fieldOfPointer.put("/prices/0/price", "price");
            rules.add(PriceRule.all(common));
        } else {
            typed.wrong("price", "contract-price-missing");
        }
        for (var i : form.priceRows()) {
            if (!form.isEmptyRow("p" + i)) {
                price("p" + i + ".", rules);
            }
        }
        return rules;
    }

    private void price(String row, List<PriceRule> rules) {
        var price = typed.money(row + "price");
        if (price == null) {
            typed.wrong(row + "price", "required");
            return;
        }
        var rule = new PriceRule(
                lower(row + "complex"),
                typed.optionalChoice(row + "room", RoomClass.class),
                typed.optionalChoice(row + "channel", Channel.class),
                lower(row + "source"),
                price);
        fieldOfPointer.put("/prices/" + rules.size(), row.substring(0, row.length() - 1));
        if (rules.stream().anyMatch(other -> other.hasCriteriaOf(rule))) {
            typed.wrong(row + "price", "contract-price-twice");
            return;
        }
        rules.add(rule);
    }

    private @Nullable String lower(String field) {
        var text = typed.text(field).toLowerCase(Locale.ROOT);
        return text.isEmpty() ? null : text;
    }

    private @Nullable Commission commission() {
        var flat = typed.positive("commissionAmount");
        var percent = typed.text("commissionPercent").replace(',', '.');
        if ((flat == null) == percent.isEmpty()) {
            typed.wrong("commissionPercent", "contract-commission");
            return null;
        }
        if (flat != null) {
            return new Commission.Flat(flat);
        }
        try {
            return new Commission.Percent(new BigDecimal(percent).setScale(4).stripTrailingZeros());
        } catch (IllegalArgumentException | ArithmeticException outside) {
            typed.wrong("commissionPercent", "contract-percent");
            return null;
        }
    }

    private List<BundleItem> bundle() {
        var items = new ArrayList<BundleItem>();
        for (var i : form.bundleRows()) {
            var row = "b" + i + ".";
            if (form.isEmptyRow("b" + i)) {
                continue;
            }
            var name = typed.required(row + "name");
            var price = typed.positive(row + "price");
            if (price == null) {
                typed.wrong(row + "price", "required");
            }
            var frequency = typed.choice(row + "frequency", BundleItem.Frequency.class);
            if (price != null && !name.isEmpty()) {
                fieldOfPointer.put("/bundle/" + items.size(), "b" + i);
                items.add(new BundleItem(name, price, frequency));
            }
        }
        return items;
    }

    private @Nullable WorkingHours hours() {
        var week = new EnumMap<DayOfWeek, Hours>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            var at = "h." + day + ".";
            if (typed.isBlank(at + "from") && typed.isBlank(at + "to")) {
                continue;
            }
            var from = time(at + "from");
            var to = time(at + "to");
            if (from == null || to == null || (!to.equals(LocalTime.MIDNIGHT) && !from.isBefore(to))) {
                typed.wrong(at + "from", "contract-hours");
            } else {
                week.put(day, new Hours(from, to));
            }
        }
        if (week.isEmpty()) {
            typed.wrong("h.MONDAY.from", "contract-never-open");
        }
        var zone = zone();
        var holidays = holidays();
        return week.isEmpty() || zone == null ? null : new WorkingHours(zone, week, holidays);
    }

    private @Nullable LocalTime time(String field) {
        try {
            var text = typed.text(field);
            return text.isEmpty() ? null : LocalTime.parse(text.equals("24:00") ? "00:00" : text);
        } catch (DateTimeException noTime) {
            return null;
        }
    }

    private @Nullable ZoneId zone() {
        try {
            return ZoneId.of(typed.text("zone"));
        } catch (DateTimeException noZone) {
            typed.wrong("zone", "contract-zone");
            return null;
        }
    }

    private Set<LocalDate> holidays() {
        var days = new TreeSet<LocalDate>();
        for (var text : typed.text("holidays").split("[\\s,;]+")) {
            var day = typed.date(text, "holidays");
            if (day != null) {
                days.add(day);
            }
        }
        return days;
    }

    private BillingTerms billing() {
        var currency = Money.KZT;
        try {
            currency = Currency.getInstance(typed.text("currency"));
        } catch (IllegalArgumentException unknown) {
            typed.wrong("currency", "wrong-value", typed.text("currency"));
        }
        return new BillingTerms(
                currency,
                typed.number("dueDays", 0, 180),
                typed.number("graceDays", 0, 30),
                typed.choice("vat", VatTreatment.class),
                typed.optionalNumber("restrictAfterDays", 1, 365));
    }

    private @Nullable DisputeTerms disputes() {
        var answer = typed.number("answerDays", 1, 30);
        var decide = typed.number("decideDays", 1, 60);
        if (decide < answer) {
            typed.wrong("decideDays", "contract-decide-before-answer");
            return null;
        }
        return new DisputeTerms(
                typed.number("windowDays", 1, 60),
                typed.number("afterRecordingDays", 0, 30),
                typed.number("afterInvoiceDays", 0, 60),
                answer,
                decide,
                typed.number("replacementDays", 1, 60));
    }

    private @Nullable Party party() {
        var name = typed.required("name");
        var taxId = typed.required("taxId").replace(" ", "");
        return name.isEmpty() || taxId.isEmpty()
                ? null
                : new Party(name, taxId, typed.text("address"), typed.required("email"));
    }
}
