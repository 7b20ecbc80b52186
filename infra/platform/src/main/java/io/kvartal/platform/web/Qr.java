package io.kvartal.platform.web;

import gg.jte.Content;
import io.nayuki.qrcodegen.QrCode;

/** QR codes as SVG, for pages and for paper. */
public final class Qr {
    private static final int QUIET = 2;

    private Qr() {}

    /** @param text usually an absolute address; about 1,000 characters at most */
    public static Content svg(String text) {
        var code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        var side = code.size + 2 * QUIET;
        var path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M')
                            .append(x + QUIET)
                            .append(' ')
                            .append(y + QUIET)
                            .append("h1v1h-1z");
                }
            }
        }
        return Blocks.raw("<svg class=\"kv-qr\" role=\"img\" aria-label=\"QR\" viewBox=\"0 0 " + side + " " + side
                + "\" width=\"120\" height=\"120\" shape-rendering=\"crispEdges\"><rect width=\"" + side
                + "\" height=\"" + side + "\" fill=\"#ffffff\"></rect><path fill=\"#000000\" d=\"" + path
                + "\"></path></svg>");
    }
}
