package io.kvartal.platform.web;

import gg.jte.Content;
import tools.jackson.databind.json.JsonMapper;

/** Facts of a page for search engines. A block of data: no browser runs it, so the content security policy need not allow it. */
public final class JsonLd {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private JsonLd() {}

    /** @param facts maps, lists, texts and numbers */
    public static Content of(Object facts) {
        var json = JSON.writeValueAsString(facts)
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
        return Blocks.raw("<script type=\"application/ld+json\">" + json + "</script>\n");
    }
}
