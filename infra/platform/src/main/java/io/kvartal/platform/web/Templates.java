package io.kvartal.platform.web;

import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import gg.jte.output.StringOutput;
import gg.jte.output.Utf8ByteOutput;
import java.util.Map;

/** Renders the precompiled templates of all modules. CPU only: fine on an event loop. */
public final class Templates {
    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(ContentType.Html);

    /** The page in its layout. */
    public byte[] whole(String view, Page page) {
        return whole(view, page, Frame.NONE);
    }

    /** The page in its layout with what modules add to it. */
    byte[] whole(String view, Page page, Frame frame) {
        var out = new Utf8ByteOutput();
        layout(view, page, frame, out);
        return out.toByteArray();
    }

    public String wholeText(String view, Page page) {
        return wholeText(view, page, Frame.NONE);
    }

    public String wholeText(String view, Page page, Frame frame) {
        var out = new StringOutput();
        layout(view, page, frame, out);
        return out.toString();
    }

    /** The body alone: answers to htmx, server-sent events, letters. */
    public byte[] body(String view, Object page) {
        var out = new Utf8ByteOutput();
        ENGINE.render(file(view), page, out);
        return out.toByteArray();
    }

    public String bodyText(String view, Object page) {
        var out = new StringOutput();
        ENGINE.render(file(view), page, out);
        return out.toString();
    }

    boolean has(String view) {
        return ENGINE.hasTemplate(file(view));
    }

    /** A page whose body Java writes. */
    static String whole(Page page, Content body) {
        var out = new StringOutput();
        layout(page, Frame.NONE, body, out);
        return out.toString();
    }

    private static void layout(String view, Page page, Frame frame, TemplateOutput out) {
        layout(page, frame, inner -> ENGINE.render(file(view), page, inner), out);
    }

    private static void layout(Page page, Frame frame, Content body, TemplateOutput out) {
        ENGINE.render(page.layout().template(), Map.of("page", page, "frame", frame, "body", body), out);
    }

    private static String file(String view) {
        return view + ".jte";
    }
}
