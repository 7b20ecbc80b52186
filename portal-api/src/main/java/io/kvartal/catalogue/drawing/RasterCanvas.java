package io.kvartal.catalogue.drawing;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** A drawing as pixels, for those who read no SVG: link previews and the panorama. */
final class RasterCanvas implements Canvas {
    private final BufferedImage image;
    private final Graphics2D graphics;
    private final double drawnHeight;

    /**
     * @param scale pixels for a unit of the drawing
     * @param top units of the drawing that are cut off above
     * @param drawnHeight height of the whole drawing in its own units
     */
    RasterCanvas(int width, int height, double scale, double top, double drawnHeight) {
        this.image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        this.graphics = image.createGraphics();
        this.drawnHeight = drawnHeight;
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.scale(scale, scale);
        graphics.translate(0, -top);
    }

    /** @param format of ImageIO, such as {@code png} */
    byte[] encoded(String format) {
        graphics.dispose();
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    @Override
    public void sky(String top, String bottom) {
        graphics.setPaint(new GradientPaint(0, 0, Color.decode(top), 0, (float) drawnHeight, Color.decode(bottom)));
        graphics.fill(new Rectangle2D.Double(0, 0, 10_000, drawnHeight));
    }

    @Override
    public void rect(double x, double y, double width, double height, String fill, double radius) {
        graphics.setPaint(Color.decode(fill));
        graphics.fill(new RoundRectangle2D.Double(x, y, width, height, radius * 2, radius * 2));
    }

    @Override
    public void circle(double x, double y, double radius, String fill, double opacity) {
        graphics.setPaint(Color.decode(fill));
        graphics.setComposite(AlphaComposite.SrcOver.derive((float) opacity));
        graphics.fill(new Ellipse2D.Double(x - radius, y - radius, radius * 2, radius * 2));
        graphics.setComposite(AlphaComposite.SrcOver);
    }

    @Override
    public void area(String fill, double... points) {
        graphics.setPaint(Color.decode(fill));
        var path = path(points);
        path.closePath();
        graphics.fill(path);
    }

    @Override
    public void line(String stroke, double width, double... points) {
        graphics.setPaint(Color.decode(stroke));
        graphics.setStroke(new BasicStroke((float) width));
        graphics.draw(path(points));
    }

    private static Path2D path(double[] points) {
        var path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) {
            path.lineTo(points[i], points[i + 1]);
        }
        return path;
    }
}
