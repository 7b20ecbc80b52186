package io.kvartal.catalogue;

import io.kvartal.catalogue.content.Rendition;

/**
 * The photo that stands for a complex on cards: the first one that is published.
 *
 * @param hash of the uploaded picture
 * @param webp there are WebP renditions beside the JPEG ones
 * @param blur a {@code data:} URI of the same picture, 20 px wide
 */
public record Cover(String hash, boolean webp, int width, int height, String blur) {
    /** For {@code src}: neither the smallest nor the largest. */
    public String plain() {
        return Rendition.plain(hash, width);
    }

    /** For {@code srcset}. @param format {@code jpg} or {@code webp} */
    public String set(String format) {
        return Rendition.set(hash, width, format);
    }
}
