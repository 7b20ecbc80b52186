package io.kvartal.billing.bank;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A statement that was read whole. */
record StatementFile(StatementFormat format, String account, List<StatementLine> lines) {
    private static final Charset CYRILLIC = Charset.forName("windows-1251");

    /** @throws StatementFault when it cannot be read or does not add up */
    static StatementFile read(byte[] bytes, CsvColumns columns) {
        var text = text(bytes);
        if (text.isBlank()) {
            throw new StatementFault(1, "statement-empty", "");
        }
        return Mt940.looksLike(text) ? Mt940.read(text) : CsvStatement.read(text, columns);
    }

    /** UTF-8 with or without its mark when the bytes are that, else what Windows in Kazakhstan writes. */
    static String text(byte[] bytes) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, CYRILLIC);
        }
    }
}
