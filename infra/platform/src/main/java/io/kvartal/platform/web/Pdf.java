package io.kvartal.platform.web;

import com.openhtmltopdf.extend.FSStream;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.svgsupport.BatikSVGDrawer;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.helper.W3CDom;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Pages on paper: the same templates in the PRINT layout. CSS 2.1 with tables and floats, no grid, no flex. Pictures come
 * as inline SVG or {@code data:}; nothing is ever fetched.
 */
public final class Pdf {
    private static final String FONT = "kvfont:";
    private static final Map<String, byte[]> FONTS = Map.of("400", font("400"), "600", font("600"), "700", font("700"));
    private static final String CSS = new String(resource("/print/print.css"), StandardCharsets.UTF_8);

    static {
        XRLog.setLoggingEnabled(false);
    }

    private Pdf() {}

    /** Blocking work, on its own threads. @param page one with {@link Layout#PRINT} */
    public static Mono<byte[]> render(String view, Page page) {
        if (page.layout() != Layout.PRINT) {
            throw new IllegalArgumentException("not a page for paper: " + page.layout());
        }
        return Mono.fromCallable(() -> bytes(new Templates().wholeText(view, page)))
                .subscribeOn(Schedulers.boundedElastic());
    }

    static byte[] bytes(String html) throws IOException {
        var document = Jsoup.parse(html);
        document.select("link,script").remove();
        document.head().appendElement("style").appendChild(new org.jsoup.nodes.DataNode(CSS));
        var out = new ByteArrayOutputStream(64 * 1024);
        var builder = new PdfRendererBuilder()
                .useFastMode()
                .useSVGDrawer(new BatikSVGDrawer())
                .useUriResolver((base, uri) -> uri.startsWith("data:") || uri.startsWith(FONT) ? uri : null)
                .useProtocolsStreamImplementation(Pdf::open, "kvfont")
                .withW3cDocument(new W3CDom().fromJsoup(document), null)
                .withProducer("Kvartal")
                .toStream(out);
        builder.run();
        return out.toByteArray();
    }

    /** The fonts of the style sheet: by address, so that drawings find them too. */
    private static FSStream open(String address) {
        var bytes = Objects.requireNonNull(FONTS.get(address.substring(FONT.length())), address);
        return new FSStream() {
            @Override
            public InputStream getStream() {
                return new ByteArrayInputStream(bytes);
            }

            @Override
            public Reader getReader() {
                return new InputStreamReader(getStream(), StandardCharsets.UTF_8);
            }
        };
    }

    private static byte[] font(String weight) {
        return resource("/fonts/GolosText-" + weight + ".ttf");
    }

    private static byte[] resource(String path) {
        try (var in = Objects.requireNonNull(Pdf.class.getResourceAsStream(path), path)) {
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
