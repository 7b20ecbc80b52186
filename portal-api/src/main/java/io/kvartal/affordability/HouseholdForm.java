package io.kvartal.affordability;

import io.kvartal.catalogue.Places;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.shared.Problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** The question as it was written, with what is wrong in it; a page shows it again as it was. */
public final class HouseholdForm {
    private static final long MOST = 100_000_000_000L;

    private final MultiValueMap<String, String> params;
    private final List<FieldError> errors = new ArrayList<>();
    private final @Nullable Household household;

    private HouseholdForm(MultiValueMap<String, String> params) {
        this.params = params;
        this.household = isAsked() ? read() : null;
    }

    public static HouseholdForm of(MultiValueMap<String, String> params) {
        return new HouseholdForm(params);
    }

    /** How long they have had no dwelling of their own; the codes are the values of {@code home}. */
    public enum Home {
        NONE_FIVE_YEARS("none-5y", 60),
        NONE_18_MONTHS("none-18m", 18),
        OWN("own", 0);

        private final String code;
        private final int months;

        Home(String code, int months) {
            this.code = code;
            this.months = months;
        }

        public String code() {
            return code;
        }
    }

    /** Somebody has asked something, not just opened the page. */
    public boolean isAsked() {
        return params.containsKey("income") || params.containsKey("savings");
    }

    public Optional<Household> household() {
        return errors.isEmpty() ? Optional.ofNullable(household) : Optional.empty();
    }

    /** @throws Problem.Invalid naming every wrong parameter */
    public Household strict() {
        if (household == null || !errors.isEmpty()) {
            throw new Problem.Invalid(
                    "invalid", errors.isEmpty() ? List.of(new FieldError("/income", "required")) : errors);
        }
        return household;
    }

    /** The code of what is wrong with a field, or empty. */
    public Optional<FieldError> error(String field) {
        return errors.stream().filter(e -> e.pointer().equals("/" + field)).findFirst();
    }

    /** What was written into a field. */
    public String value(String field) {
        var value = params.getFirst(field);
        return value == null ? "" : value;
    }

    public boolean vulnerable() {
        return !value("vulnerable").isEmpty() && !value("vulnerable").equals("false");
    }

    private Household read() {
        var city = value("city").isEmpty() ? Places.cities().getFirst().slug() : value("city");
        if (Places.city(city).isEmpty()) {
            errors.add(new FieldError("/city", "unknown-city", city));
        }
        return new Household(
                city,
                tenge("income", true),
                tenge("debts", false),
                tenge("savings", true),
                tenge("saving", false),
                home().months,
                vulnerable());
    }

    private Home home() {
        var code = value("home");
        if (code.isEmpty()) {
            return Home.NONE_FIVE_YEARS;
        }
        for (var home : Home.values()) {
            if (home.code.equals(code)) {
                return home;
            }
        }
        errors.add(new FieldError("/home", "wrong-value", code));
        return Home.OWN;
    }

    private Money tenge(String field, boolean needed) {
        var digits = value(field).replaceAll("[\\s\\u00a0₸]", "");
        if (digits.isEmpty()) {
            if (needed) {
                errors.add(new FieldError("/" + field, "required"));
            }
            return Money.ZERO_KZT;
        }
        if (digits.matches("\\d{1,12}") && Long.parseLong(digits) <= MOST) {
            return Money.kzt(Long.parseLong(digits));
        }
        errors.add(new FieldError("/" + field, "not-in-range", 0L, MOST));
        return Money.ZERO_KZT;
    }
}
