package io.kvartal.dispute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.shared.Problem;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class EvidenceTests {
    static byte[] picture(String format) {
        try {
            var out = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB), format, out);
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void picturesAreMadeAnewSoThatNothingRidesAlong() {
        for (var format : new String[] {"png", "jpeg"}) {
            var sent = Arrays.copyOf(picture(format), picture(format).length + 20);
            var hidden = "<script>alert(1)".getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(hidden, 0, sent, sent.length - 20, hidden.length);
            var kept = Evidence.of(sent);
            assertThat(kept.contentType()).isEqualTo("image/" + format);
            assertThat(new String(kept.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain("<script>");
        }
    }

    @Test
    void aPaperIsKeptAsItCameAndAnythingElseIsRefused() {
        var pdf = "%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);
        assertThat(Evidence.of(pdf).contentType()).isEqualTo("application/pdf");
        for (var wrong : new byte[][] {
            new byte[0],
            picture("gif"),
            "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.US_ASCII),
            "%PDF-1.7 cut off".getBytes(StandardCharsets.US_ASCII),
            Arrays.copyOf(picture("png"), 40),
            new byte[Evidence.MOST_BYTES + 1]
        }) {
            assertThatThrownBy(() -> Evidence.of(wrong)).isInstanceOf(Problem.Invalid.class);
        }
    }
}
