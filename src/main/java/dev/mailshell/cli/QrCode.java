package dev.mailshell.cli;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A text as a QR code (ISO/IEC 18004), with the light border of four modules that readers expect. */
final class QrCode {

    /** Black on white, whatever the colours of the terminal are: fixed entries of the palette of 256. */
    private static final String BLACK_ON_WHITE = "\u001b[38;5;16;48;5;231m";

    private static final String PLAIN = "\u001b[0m";
    private static final int BORDER = 4;
    private static final int PIXELS = 8;
    private static final int BLACK = 0x000000;
    private static final int WHITE = 0xffffff;

    private final BitMatrix modules;

    private QrCode(BitMatrix modules) {
        this.modules = modules;
    }

    /** The code of {@code text}, which has at most some hundred characters. */
    static QrCode of(String text) {
        Map<EncodeHintType, Object> hints = Map.of(
                // A screen is not torn, and a small code fits into a terminal of 24 lines.
                EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.L, EncodeHintType.MARGIN, BORDER);
        try {
            return new QrCode(new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, hints));
        } catch (WriterException e) {
            throw new IllegalArgumentException("the text is too long for a QR code", e);
        }
    }

    /** One line for two rows of modules, in half blocks. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (int y = 0; y < modules.getHeight(); y += 2) {
            StringBuilder line = new StringBuilder(BLACK_ON_WHITE);
            for (int x = 0; x < modules.getWidth(); x++) {
                line.append(block(modules.get(x, y), isDark(x, y + 1)));
            }
            lines.add(line.append(PLAIN).toString());
        }
        return lines;
    }

    /** Prints it for a terminal. */
    void print(PrintStream stream) {
        // Whatever encoding the JVM has for this stream: terminals have UTF-8.
        stream.writeBytes((String.join("\n", lines()) + "\n").getBytes(StandardCharsets.UTF_8));
        stream.flush();
    }

    /** Also below the last row, which is light. */
    private boolean isDark(int x, int y) {
        return y < modules.getHeight() && modules.get(x, y);
    }

    private static char block(boolean upper, boolean lower) {
        if (upper) {
            return lower ? '█' : '▀';
        }
        return lower ? '▄' : ' ';
    }

    /** Writes it as a PNG picture of two colours. */
    void writePng(OutputStream out) throws IOException {
        // In memory: the library's other way is a temporary file, which would hold the secret.
        try (ImageOutputStream image = new MemoryCacheImageOutputStream(out)) {
            ImageIO.write(picture(), "png", image);
        }
    }

    private BufferedImage picture() {
        int width = modules.getWidth() * PIXELS;
        int height = modules.getHeight() * PIXELS;
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, modules.get(x / PIXELS, y / PIXELS) ? BLACK : WHITE);
            }
        }
        return picture;
    }
}
