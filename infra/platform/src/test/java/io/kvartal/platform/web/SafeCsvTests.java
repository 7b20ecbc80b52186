package io.kvartal.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SafeCsvTests {
    @Test
    void aCellNeverStartsAFormula() {
        for (var payload : List.of("=1+1", "+77010000000", "-2", "@SUM(A1)", "\t=1", "\r=1", "\0=1")) {
            assertThat(SafeCsv.line(List.of(payload))).startsWith("\"'");
        }
    }

    @Test
    void quotesAndLineBreaksStayInsideTheirCell() {
        assertThat(SafeCsv.line(List.of("a \"b\"", "c\r\nd", ""))).isEqualTo("\"a \"\"b\"\"\",\"c\r\nd\",\"\"\r\n");
    }
}
