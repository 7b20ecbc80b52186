package io.kvartal.catalogue.content;

import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Which way up a camera held its picture. Re-encoding drops the note, so the pixels have to be turned; nothing else of EXIF is read. Tag 0x0112 of IFD0,
 * EXIF 2.32, 4.6.4.
 */
final class ExifOrientation {
    private static final int UPRIGHT = 1;
    private static final int TAG = 0x0112;

    private ExifOrientation() {}

    /** 1 to 8; 1 when the file is no JPEG, says nothing or makes no sense. */
    static int of(byte[] file) {
        var bytes = ByteBuffer.wrap(file);
        try {
            if (bytes.getShort(0) != (short) 0xFFD8) {
                return UPRIGHT;
            }
            int at = 2;
            while (bytes.get(at) == (byte) 0xFF && bytes.get(at + 1) != (byte) 0xDA) {
                int length = Short.toUnsignedInt(bytes.getShort(at + 2));
                if (bytes.get(at + 1) == (byte) 0xE1 && bytes.getInt(at + 4) == 0x45786966) {
                    return inTiff(bytes.slice(at + 10, length - 8));
                }
                at += 2 + length;
            }
            return UPRIGHT;
        } catch (IndexOutOfBoundsException | IllegalArgumentException broken) {
            return UPRIGHT;
        }
    }

    private static int inTiff(ByteBuffer tiff) {
        tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        int entries = Short.toUnsignedInt(tiff.getShort(directory));
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + i * 12;
            if (Short.toUnsignedInt(tiff.getShort(entry)) == TAG) {
                int value = Short.toUnsignedInt(tiff.getShort(entry + 8));
                return value >= 1 && value <= 8 ? value : UPRIGHT;
            }
        }
        return UPRIGHT;
    }

    /** The picture as it was seen. */
    static BufferedImage upright(BufferedImage image, int orientation) {
        if (orientation == UPRIGHT) {
            return image;
        }
        double w = image.getWidth();
        double h = image.getHeight();
        var turn =
                switch (orientation) {
                    case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
                    case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
                    case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
                    case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
                    case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
                    case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
                    default -> new AffineTransform(0, -1, 1, 0, 0, w);
                };
        boolean lying = orientation >= 5;
        var turned = new BufferedImage(
                lying ? image.getHeight() : image.getWidth(),
                lying ? image.getWidth() : image.getHeight(),
                BufferedImage.TYPE_INT_RGB);
        var graphics = turned.createGraphics();
        graphics.drawImage(image, turn, null);
        graphics.dispose();
        return turned;
    }
}
