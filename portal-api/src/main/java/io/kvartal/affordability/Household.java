package io.kvartal.affordability;

import io.kvartal.shared.Money;

/**
 * Those who buy together, in whole tenge.
 *
 * @param city slug
 * @param income official, a month, of all borrowers
 * @param debts what other loans take a month
 * @param savings own money today
 * @param saving what is put aside a month from now on
 * @param monthsWithoutHome how long they have owned no dwelling; 0 when they own one
 * @param vulnerable of a group that the state supports
 */
public record Household(
        String city,
        Money income,
        Money debts,
        Money savings,
        Money saving,
        int monthsWithoutHome,
        boolean vulnerable) {

    /** The same household when it has saved for so many months. */
    Household after(int months) {
        return new Household(
                city,
                income,
                debts,
                savings.plus(saving.times(months)),
                saving,
                monthsWithoutHome == 0 ? 0 : monthsWithoutHome + months,
                vulnerable);
    }
}
