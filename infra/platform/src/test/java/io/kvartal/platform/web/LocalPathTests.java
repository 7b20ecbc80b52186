package io.kvartal.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.shared.Lang;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPathTests {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/ru/zhk/alatau-park",
                "/ru/almaty/novostroyki?rooms=2&q=%D0%BF%D0%B0%D1%80%D0%BA",
                "/ru/almaty/novostroyki?bbox=76.8,43.1,76.9,43.2&sort=-price"
            })
    void ourOwnPathsAreKept(String path) {
        assertThat(LocalPath.or(path, "/else")).isEqualTo(path);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "//evil.example",
                "https://evil.example",
                "/\\evil.example",
                "javascript:alert(1)",
                "/ru\r\nSet-Cookie: a=b",
                "/ru/\u2028",
                "ru/",
                "/ru/#x"
            })
    void nothingElseIs(String path) {
        assertThat(LocalPath.or(path, "/else")).isEqualTo("/else");
    }

    @Test
    void anAddressOfNoMeasureIsNot() {
        assertThat(LocalPath.or("/" + "x".repeat(700), "/else")).isEqualTo("/else");
        assertThat(LocalPath.here(Ui.sample(Lang.KK))).isEqualTo("/kk/");
    }
}
