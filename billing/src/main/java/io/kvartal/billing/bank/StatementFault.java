package io.kvartal.billing.bank;

import io.kvartal.shared.Problem;

/** Why a file is refused: the line, counted from 1, and the code of a sentence ({@code problem.<code>} with line and text). */
final class StatementFault extends RuntimeException {
    private final int line;
    private final String code;
    private final String text;

    StatementFault(int line, String code, String text) {
        super(code + " in line " + line + ": " + text);
        this.line = line;
        this.code = code;
        this.text = text;
    }

    int line() {
        return line;
    }

    String code() {
        return code;
    }

    Problem.Invalid problem() {
        return new Problem.Invalid("/file", code, line, text);
    }
}
