package io.kvartal.billing.web;

import io.kvartal.contract.Contract;
import io.kvartal.contract.Contracts;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What the payment screens share: names of developers, sentences of refusals, typed amounts and days. */
@Component
final class PaymentTexts {
    private final Contracts contracts;
    private final Clock clock;

    PaymentTexts(Contracts contracts, Clock clock) {
        this.contracts = contracts;
        this.clock = clock;
    }

    /** Developers with a contract in force, by name. */
    Mono<Map<TenantId, String>> names(Staff staff) {
        return contracts
                .allInForce(staff.access("names of payers"), clock.instant())
                .map(all -> all.stream().collect(Collectors.toMap(Contract::tenant, one -> one.party()
                        .name())));
    }

    static Map<String, TenantId> byName(Map<TenantId, String> names) {
        var sorted = new TreeMap<String, TenantId>();
        names.forEach((tenant, name) -> sorted.put(name, tenant));
        return sorted;
    }

    /** Refusals that a form says itself; what is not there and what is not allowed stays an error of the page. */
    static boolean isMendable(Throwable failure) {
        return failure instanceof Problem.Invalid
                || failure instanceof Problem.Conflict
                || failure instanceof Problem.UpstreamFailed;
    }

    static String sentence(Ui ui, Throwable failure) {
        return switch (failure) {
            case Problem.Invalid invalid ->
                invalid.errors().stream()
                        .map(error -> ui.t("problem." + error.code(), error.args()))
                        .collect(Collectors.joining(" "));
            case Problem problem -> ui.t("problem." + problem.code(), problem.args());
            default -> ui.t("problem.internal");
        };
    }

    static Money sum(@Nullable String text) {
        try {
            var typed = Body.required(text, "/amount")
                    .replaceAll("[\\s\\u00a0]", "")
                    .replace(',', '.');
            var sum = Money.of(new BigDecimal(typed), Money.KZT);
            if (sum.isPositive()) {
                return sum;
            }
        } catch (IllegalArgumentException | ArithmeticException unreadable) {
            throw new Problem.Invalid("/amount", "payment-amount");
        }
        throw new Problem.Invalid("/amount", "payment-amount");
    }

    static LocalDate day(@Nullable String text, LocalDate otherwise) {
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeParseException notADay) {
            throw new Problem.Invalid("/date", "payment-day");
        }
    }
}
