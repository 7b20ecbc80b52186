package io.kvartal.billing.web;

import io.kvartal.contract.DraftCheck;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * The fields of a draft as somebody typed them, with what is wrong with them.
 *
 * <p>Names: {@code t.minTalkSec} in the common terms, {@code c0.minTalkSec} in those of the first complex, {@code p0.price} of the first special price,
 * {@code b0.name} of the bundle, {@code h.MONDAY.from}.
 *
 */
public record ContractForm(MultiValueMap<String, String> fields, Map<String, FieldError> errors) {
    /** Rows for more, below those in use: without scripts, saving brings new ones. */
    private static final int SPARE_PRICES = 4;

    private static final int SPARE_ITEMS = 2;
    private static final Pattern COMPLEX = Pattern.compile("c(\\d{1,3})\\.slug");

    static ContractForm typed(MultiValueMap<String, String> fields) {
        return new ContractForm(new LinkedMultiValueMap<>(fields), Map.of());
    }

    ContractForm with(Map<String, FieldError> found) {
        return new ContractForm(fields, found);
    }

    ContractForm with(String field, String value) {
        var more = new LinkedMultiValueMap<>(fields);
        more.set(field, value);
        return new ContractForm(more, errors);
    }

    public String get(String field) {
        var value = fields.getFirst(field);
        return value == null ? "" : value;
    }

    public boolean is(String field, Enum<?> value) {
        return get(field).equals(value.name());
    }

    /** Whether a box is ticked. */
    public boolean has(String field, String value) {
        return fields.getOrDefault(field, List.of()).contains(value);
    }

    public int version() {
        var typed = get("version");
        return typed.matches("\\d{1,9}") ? Integer.parseInt(typed) : 0;
    }

    public @Nullable String error(Ui ui, String field) {
        var error = errors.get(field);
        return error == null ? null : sentence(ui, error);
    }

    static String sentence(Ui ui, FieldError error) {
        return ui.t("problem." + error.code(), error.args());
    }

    /** For the list above the form: field and sentence. */
    public List<Map.Entry<String, String>> sentences(Ui ui) {
        return errors.entrySet().stream()
                .map(one -> Map.entry(one.getKey(), sentence(ui, one.getValue())))
                .toList();
    }

    public boolean isWrongIn(String prefix) {
        return errors.keySet().stream().anyMatch(field -> field.startsWith(prefix));
    }

    public List<Integer> priceRows() {
        return rows("p", SPARE_PRICES);
    }

    public List<Integer> bundleRows() {
        return rows("b", SPARE_ITEMS);
    }

    /** Indexes of the complexes with terms of their own. */
    public List<Integer> complexes() {
        var found = new TreeSet<Integer>();
        for (var field : fields.keySet()) {
            var match = COMPLEX.matcher(field);
            if (match.matches()) {
                found.add(Integer.valueOf(match.group(1)));
            }
        }
        return new ArrayList<>(found);
    }

    private List<Integer> rows(String prefix, int spare) {
        var row = Pattern.compile(prefix + "(\\d{1,3})\\..*");
        var last = fields.keySet().stream()
                .map(row::matcher)
                .filter(match -> match.matches() && !isEmptyRow(prefix + match.group(1)))
                .mapToInt(match -> Integer.parseInt(match.group(1)))
                .max()
                .orElse(-1);
        return IntStream.rangeClosed(0, last + spare).boxed().toList();
    }

    /** A choice alone fills no row of the bundle. */
    boolean isEmptyRow(String row) {
        return fields.entrySet().stream()
                .filter(field ->
                        field.getKey().startsWith(row + ".") && !field.getKey().endsWith(".frequency"))
                .allMatch(field -> field.getValue().stream().allMatch(value -> value == null || value.isBlank()));
    }

    /** The common terms as the start of those of one more complex; wrong slugs are left for the reader to refuse. */
    ContractForm withNewComplex() {
        var slug = get("newComplex").strip();
        if (slug.isEmpty() || !DraftCheck.isSlug(slug)) {
            return this;
        }
        var known = complexes().stream().map(i -> get("c" + i + ".slug")).collect(Collectors.toSet());
        var more = new LinkedMultiValueMap<>(fields);
        more.remove("newComplex");
        if (known.contains(slug)) {
            return new ContractForm(more, errors);
        }
        var next = complexes().stream().mapToInt(Integer::intValue).max().orElse(-1) + 1;
        more.set("c" + next + ".slug", slug);
        fields.forEach((field, values) -> {
            if (field.startsWith("t.")) {
                more.put("c" + next + field.substring(1), values);
            }
        });
        return new ContractForm(more, errors);
    }
}
