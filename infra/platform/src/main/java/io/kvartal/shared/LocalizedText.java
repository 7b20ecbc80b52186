package io.kvartal.shared;

/** One text in the three languages. */
public record LocalizedText(String ru, String kk, String en) {
    public static LocalizedText same(String text) {
        return new LocalizedText(text, text, text);
    }

    public String in(Lang lang) {
        return switch (lang) {
            case RU -> ru;
            case KK -> kk;
            case EN -> en;
        };
    }
}
