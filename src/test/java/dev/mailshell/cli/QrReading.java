package dev.mailshell.cli;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** Reads QR codes: from what a terminal shows, and from a picture. */
final class QrReading {

    private static final String BLACK_ON_WHITE = "\u001b[38;5;16;48;5;231m";
    private static final String PLAIN = "\u001b[0m";
    private static final int PIXELS = 4;

    private QrReading() {}

    /** Only from the lines that set both colours, so that nothing depends on those of the terminal. */
    static String ofTerminal(String shown) throws ReaderException {
        List<String> lines = shown.lines()
                .filter(line -> line.startsWith(BLACK_ON_WHITE) && line.endsWith(PLAIN))
                .map(line -> line.substring(BLACK_ON_WHITE.length(), line.length() - PLAIN.length()))
                .toList();
        if (lines.isEmpty()) {
            throw new AssertionError("no QR code is shown in: " + shown);
        }
        int width = lines.get(0).length() * PIXELS;
        int height = lines.size() * 2 * PIXELS;
        int[] pixels = new int[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int row = y / PIXELS;
                char block = lines.get(row / 2).charAt(x / PIXELS);
                pixels[y * width + x] = isDark(block, row % 2 == 0) ? 0x000000 : 0xffffff;
            }
        }
        return decode(width, height, pixels);
    }

    private static boolean isDark(char block, boolean upper) {
        return switch (block) {
            case '█' -> true;
            case '▀' -> upper;
            case '▄' -> !upper;
            case ' ' -> false;
            default -> throw new AssertionError("no half block: " + block);
        };
    }

    static String ofPicture(Path file) throws ReaderException, IOException {
        BufferedImage picture = ImageIO.read(file.toFile());
        int width = picture.getWidth();
        int height = picture.getHeight();
        return decode(width, height, picture.getRGB(0, 0, width, height, null, 0, width));
    }

    private static String decode(int width, int height, int[] pixels) throws ReaderException {
        LuminanceSource source = new RGBLuminanceSource(width, height, pixels);
        // Looking for it in a photograph goes wrong with one code of a hundred, at random.
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(source)), Map.of(DecodeHintType.PURE_BARCODE, true))
                .getText();
    }
}
