package io.kvartal.platform.web;

import gg.jte.Content;
import io.kvartal.platform.web.FramePart.Place;
import java.util.List;
import java.util.Map;

/** What modules have added to the frame of one page. */
public record Frame(Map<Place, List<Content>> parts) {
    public static final Frame NONE = new Frame(Map.of());

    public Frame {
        parts = Map.copyOf(parts);
    }

    public List<Content> banners() {
        return parts.getOrDefault(Place.BANNER, List.of());
    }

    public List<Content> tools() {
        return parts.getOrDefault(Place.TOOLS, List.of());
    }

    public List<Content> links() {
        return parts.getOrDefault(Place.LINKS, List.of());
    }
}
