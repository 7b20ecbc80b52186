package io.kvartal.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.shared.Lang;
import io.kvartal.shared.Money;
import io.kvartal.shared.PhoneNumber;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;

class UiTests {
    private final Ui ru = Ui.sample(Lang.RU);
    private final Ui kk = Ui.sample(Lang.KK);
    private final Ui en = Ui.sample(Lang.EN);

    @Test
    void russianCountsInFourForms() {
        for (var row : new String[] {"1 минуту", "2 минуты", "5 минут", "21 минуту"}) {
            var minutes = Long.parseLong(row.split(" ")[0]);
            assertThat(ru.ago(ru.now().minus(Duration.ofMinutes(minutes)))).isEqualTo(row + " назад");
        }
        assertThat(kk.ago(kk.now().minus(Duration.ofHours(3)))).isEqualTo("3 сағат бұрын");
        assertThat(en.ago(en.now().plus(Duration.ofDays(1)))).isEqualTo("in 1 day");
    }

    @Test
    void moneyReadsAsPeopleWriteIt() {
        assertThat(plain(ru.money(Money.kzt(24_900_000)))).isEqualTo("24 900 000 ₸");
        assertThat(plain(ru.money(Money.of(-150_050, "KZT")))).isEqualTo("−1 500,50 ₸");
        assertThat(plain(en.money(Money.of(150_050, "USD")))).isEqualTo("1,500.50 $");
        assertThat(plain(ru.moneyShort(Money.kzt(24_900_000)))).isEqualTo("24,9 млн ₸");
        assertThat(plain(en.moneyShort(Money.kzt(1_240_000_000)))).isEqualTo("1.24B ₸");
        assertThat(plain(ru.moneyShort(Money.kzt(148_300)))).isEqualTo("148 300 ₸");
        assertThat(plain(ru.percent(0.125))).isEqualTo("12,5 %");
        assertThat(plain(ru.number(new BigDecimal("54.30")))).isEqualTo("54,3");
    }

    @Test
    void datesSpeakTheLanguage() {
        var day = LocalDate.of(2026, 11, 21);
        assertThat(ru.date(day)).isEqualTo("21 ноября 2026");
        assertThat(kk.date(day)).isEqualTo("21 қараша 2026");
        assertThat(en.date(day)).isEqualTo("21 November 2026");
        assertThat(ru.dateTime(ru.now())).isEqualTo("21 ноября 2026, 14:00");
        assertThat(ru.month(YearMonth.of(2026, 11))).isEqualTo("ноябрь 2026");
        assertThat(kk.month(YearMonth.of(2026, 11))).isEqualToIgnoringCase("қараша 2026");
        assertThat(ru.duration(134)).isEqualTo("2:14");
        assertThat(ru.duration(3734)).isEqualTo("1:02:14");
    }

    @Test
    void phonesCanBeHidden() {
        var phone = new PhoneNumber("+77012345678");
        assertThat(plain(ru.phone(phone))).isEqualTo("+7 701 234 56 78");
        assertThat(plain(ru.phoneMasked(phone))).isEqualTo("+7 701 ••• •• 78");
    }

    @Test
    void aMissingTextIconOrFileStopsTheTest() {
        assertThatThrownBy(() -> ru.t("no.such.text")).hasMessageContaining("no.such.text");
        assertThatThrownBy(() -> ru.icon("no-such-icon")).hasMessageContaining("no-such-icon");
        assertThatThrownBy(() -> ru.asset("/no/such.css")).hasMessageContaining("/no/such.css");
        assertThat(new Messages(false).text(Lang.RU, "no.such.text")).isEqualTo("no.such.text");
    }

    @Test
    void switchingTheLanguageKeepsThePage() {
        assertThat(Addresses.inLanguage(URI.create("/ru/almaty/novostroyki?rooms=2&rooms=3"), Lang.KK))
                .isEqualTo("/kk/almaty/novostroyki?rooms=2&rooms=3");
        assertThat(Addresses.inLanguage(URI.create("/ru"), Lang.EN)).isEqualTo("/en/");
        assertThat(Addresses.inLanguage(URI.create("/cabinet/leads?stage=NEW&lang=ru"), Lang.EN))
                .isEqualTo("/cabinet/leads?stage=NEW&lang=en");
        assertThat(Addresses.city("/ru/astana/novostroyki")).isEqualTo("astana");
        assertThat(Addresses.city("/ru/zhk/esil")).isNull();
    }

    private static String plain(String text) {
        return text.replace('\u00a0', ' ');
    }
}
