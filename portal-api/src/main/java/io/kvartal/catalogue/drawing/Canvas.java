package io.kvartal.catalogue.drawing;

/** Where a drawing goes; units are those of the drawing, colours {@code #rrggbb}. */
interface Canvas {
    /** The whole background, from top to bottom. */
    void sky(String top, String bottom);

    void rect(double x, double y, double width, double height, String fill, double radius);

    void circle(double x, double y, double radius, String fill, double opacity);

    /** A filled polygon. @param points x and y by turns */
    void area(String fill, double... points);

    void line(String stroke, double width, double... points);
}
