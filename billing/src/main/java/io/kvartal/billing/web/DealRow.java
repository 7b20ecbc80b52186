package io.kvartal.billing.web;

import io.kvartal.billing.DealLine;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.shared.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One deal of a declaration as it was typed or stood in a file, in the order of the columns. */
public record DealRow(
        String contractNo, String signedOn, String paidOn, String sum, String flat, String phone, String complex) {
    static final DealRow EMPTY = new DealRow("", "", "", "", "", "", "");

    /** Missing cells are empty. */
    static DealRow of(List<String> cells) {
        var filled = new ArrayList<>(cells.stream().map(String::strip).toList());
        while (filled.size() < 7) {
            filled.add("");
        }
        return new DealRow(
                filled.get(0),
                filled.get(1),
                filled.get(2),
                filled.get(3),
                filled.get(4),
                filled.get(5),
                filled.get(6));
    }

    boolean isEmpty() {
        return Stream.of(contractNo, signedOn, paidOn, sum, flat, phone).allMatch(String::isEmpty);
    }

    /** @param place of the line, from 0 @throws Problem.Invalid naming line and field */
    DealLine line(int place) {
        var at = "/items/" + place;
        if (contractNo.isEmpty() || contractNo.length() > 100) {
            throw new Problem.Invalid(at + "/contractNo", "deals-number");
        }
        if (flat.length() > 100) {
            throw new Problem.Invalid(at + "/flat", "deals-flat");
        }
        return new DealLine(
                contractNo,
                Typed.day(signedOn, at + "/signedOn"),
                Typed.day(paidOn, at + "/paidOn"),
                Typed.sum(sum, at + "/contractSum"),
                flat,
                complex.isEmpty() ? null : complex,
                PhoneNumber.parse(phone)
                        .orElseThrow(() -> new Problem.Invalid(at + "/phone", "deals-phone", contractNo)));
    }
}
