package io.kvartal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Map;

/** Somebody without a mouse. Every stop on the way has to show where one is, and has to be left again. */
final class Keyboard {
    private static final int MOST_STOPS = 150;
    private static final String HERE = """
        wanted => {
          const stop = document.activeElement;
          if (!stop || stop === document.body) return { name: 'the page', seen: true, there: false, number: -1 };
          window.kvStops ??= new Map();
          if (!window.kvStops.has(stop)) window.kvStops.set(stop, window.kvStops.size);
          const style = getComputedStyle(stop), box = stop.getBoundingClientRect();
          const marked = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
          return {
            name: stop.outerHTML.slice(0, 160),
            seen: marked && box.width > 0 && box.bottom > 0 && box.top < innerHeight,
            there: stop.matches(wanted),
            number: window.kvStops.get(stop)
          };
        }
        """;

    private final Page page;

    Keyboard(Page page) {
        this.page = page;
    }

    /** Goes on, stop by stop, until it is there. */
    Keyboard to(String selector) {
        Object before = null;
        for (int stop = 0; stop < MOST_STOPS; stop++) {
            page.keyboard().press("Tab");
            var here = (Map<?, ?>) page.evaluate(HERE, selector);
            assertThat(here.get("seen"))
                    .as("focus is to be seen on %s", here.get("name"))
                    .isEqualTo(true);
            if (Boolean.TRUE.equals(here.get("there"))) {
                return this;
            }
            assertThat(here.get("number")).as("%s is a trap", here.get("name")).isNotEqualTo(before);
            before = here.get("number");
        }
        throw new AssertionError(selector + " was not reached by " + MOST_STOPS + " stops");
    }

    Keyboard press(String key) {
        page.keyboard().press(key);
        return this;
    }

    Keyboard type(String text) {
        page.keyboard().type(text);
        return this;
    }
}
