package dev.hexad.finops.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;
import org.librepdf.openpdf.fonts.Liberation;
import org.openpdf.text.Font;
import org.openpdf.text.pdf.BaseFont;

/** The fonts of reports, which go into the file: Latin, Greek, Cyrillic and Hebrew letters. */
enum PdfFont {
  PLAIN(Liberation.SANS, 9),
  BOLD(Liberation.SANS_BOLD, 9),
  TITLE(Liberation.SANS_BOLD, 16),
  HEADING(Liberation.SANS_BOLD, 12);

  private static final String MISSING = "?";

  private final Font font;

  PdfFont(Liberation family, int size) {
    try {
      font = family.create(size);
    } catch (IOException e) {
      throw new UncheckedIOException("the font " + family + " is not there", e);
    }
  }

  Font font() {
    return font;
  }

  /** The text with a question mark for each letter that the font does not have. */
  String known(String text) {
    BaseFont base = font.getBaseFont();
    return text.codePoints()
        .mapToObj(letter -> base.charExists(letter) ? Character.toString(letter) : MISSING)
        .collect(Collectors.joining());
  }

  /** Whether it has all letters of a text. */
  boolean has(String text) {
    return text.codePoints().allMatch(font.getBaseFont()::charExists);
  }
}
