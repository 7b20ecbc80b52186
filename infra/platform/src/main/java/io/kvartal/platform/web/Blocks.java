package io.kvartal.platform.web;

import gg.jte.Content;
import gg.jte.html.escape.Escape;
import gg.jte.output.StringOutput;
import org.jspecify.annotations.Nullable;

/** Small pieces of HTML that Java writes, because templates of one module cannot call those of another. */
final class Blocks {
    private static final Content NOTHING = out -> {};

    private Blocks() {}

    static Content icon(String href, @Nullable String label) {
        if (label == null) {
            return raw("<svg class=\"icon\" aria-hidden=\"true\" focusable=\"false\"><use href=\"" + href
                    + "\"></use></svg>");
        }
        return raw("<svg class=\"icon\" role=\"img\" aria-label=\"" + attribute(label) + "\"><use href=\"" + href
                + "\"></use></svg>");
    }

    static Content drawing(String href) {
        return raw("<svg class=\"kv-drawing\" aria-hidden=\"true\" focusable=\"false\"><use href=\"" + href
                + "\"></use></svg>");
    }

    static Content hidden(String name, @Nullable String value) {
        return value == null
                ? NOTHING
                : raw("<input type=\"hidden\" name=\"" + name + "\" value=\"" + attribute(value) + "\">");
    }

    /** Only for markup built in this package from escaped parts. */
    static Content raw(String html) {
        return out -> out.writeContent(html);
    }

    static String attribute(String value) {
        var out = new StringOutput();
        Escape.htmlAttribute(value, out);
        return out.toString();
    }

    static String text(String value) {
        var out = new StringOutput();
        Escape.htmlContent(value, out);
        return out.toString();
    }
}
