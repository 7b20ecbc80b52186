package io.kvartal.catalogue.drawing;

import java.util.Locale;

/** A drawing as text. */
final class SvgCanvas implements Canvas {
    private final int width;
    private final int height;
    private final StringBuilder svg = new StringBuilder(8_000);

    SvgCanvas(int width, int height) {
        this.width = width;
        this.height = height;
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">"
                .formatted(width, height, width, height));
    }

    String text() {
        return svg + "</svg>";
    }

    @Override
    public void sky(String top, String bottom) {
        svg.append("<defs><linearGradient id=\"s\" x2=\"0\" y2=\"1\"><stop stop-color=\"" + top
                + "\"/><stop offset=\"1\" stop-color=\"" + bottom + "\"/></linearGradient></defs>");
        svg.append("<path fill=\"url(#s)\" d=\"M0 0h" + width + "v" + height + "H0z\"/>");
    }

    @Override
    public void rect(double x, double y, double width, double height, String fill, double radius) {
        svg.append("<rect x=\"" + n(x) + "\" y=\"" + n(y) + "\" width=\"" + n(width) + "\" height=\"" + n(height)
                + "\" fill=\"" + fill + (radius == 0 ? "\"/>" : "\" rx=\"" + n(radius) + "\"/>"));
    }

    @Override
    public void circle(double x, double y, double radius, String fill, double opacity) {
        svg.append("<circle cx=\"" + n(x) + "\" cy=\"" + n(y) + "\" r=\"" + n(radius) + "\" fill=\"" + fill
                + (opacity == 1 ? "\"/>" : "\" opacity=\"" + n(opacity) + "\"/>"));
    }

    @Override
    public void area(String fill, double... points) {
        svg.append("<path fill=\"" + fill + "\" d=\"" + path(points) + "Z\"/>");
    }

    @Override
    public void line(String stroke, double width, double... points) {
        svg.append("<path fill=\"none\" stroke=\"" + stroke + "\" stroke-width=\"" + n(width) + "\" d=\"" + path(points)
                + "\"/>");
    }

    private static String path(double[] points) {
        var path = new StringBuilder();
        for (int i = 0; i < points.length; i += 2) {
            path.append(i == 0 ? 'M' : 'L').append(n(points[i])).append(' ').append(n(points[i + 1]));
        }
        return path.toString();
    }

    private static String n(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }
}
