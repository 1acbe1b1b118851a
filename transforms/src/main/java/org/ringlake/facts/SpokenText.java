package org.ringlake.facts;

import java.text.Normalizer;
import java.util.Locale;

/**
 * A transcript or phrase in the form in which they are compared: full-width and half-width letters
 * are the same (NFKC), small and capital letters too, and so are all kinds of apostrophe. Invisible
 * signs do not count; several blanks, of any kind, are one, and none between signs of a script that
 * is written without blanks, such as Chinese.
 */
public final class SpokenText {
  private final String text;

  private SpokenText(String text) {
    this.text = text;
  }

  public static SpokenText of(String written) {
    String folded =
        Normalizer.normalize(written, Normalizer.Form.NFKC)
            .toLowerCase(Locale.ROOT)
            .replace('\u2018', '\'')
            .replace('\u2019', '\'')
            .replace('\u02bc', '\'');
    return new SpokenText(withSingleBlanks(folded));
  }

  private static String withSingleBlanks(String folded) {
    StringBuilder text = new StringBuilder(folded.length());
    boolean isBlankDue = false;
    int next;
    for (int at = 0; at < folded.length(); at += Character.charCount(next)) {
      next = folded.codePointAt(at);
      if (Character.getType(next) == Character.FORMAT) {
        continue;
      }
      if (Character.isWhitespace(next)) {
        isBlankDue = text.length() > 0;
        continue;
      }
      if (isBlankDue && !(isWrittenWithoutBlanks(before(text)) && isWrittenWithoutBlanks(next))) {
        text.append(' ');
      }
      isBlankDue = false;
      text.appendCodePoint(next);
    }
    return text.toString();
  }

  private static int before(StringBuilder text) {
    return text.codePointBefore(text.length());
  }

  public boolean isEmpty() {
    return text.isEmpty();
  }

  /** Whether the other is found here, at whatever place. */
  public boolean contains(SpokenText other) {
    return text.contains(other.text);
  }

  /**
   * Whether neither end of a stretch cuts through a word: "no" inside "note" does, and "can" inside
   * "can't"; Chinese has no such ends.
   *
   * @param start its first place
   * @param end the place after its last
   */
  boolean isWhole(int start, int end) {
    boolean cutsBefore = isWordAt(start) && isWordBefore(start);
    boolean cutsAfter = isWordEndingAt(end) && isWordFrom(end);
    return !cutsBefore && !cutsAfter;
  }

  private boolean isWordBefore(int place) {
    return isWordEndingAt(place)
        || (place > 1 && text.charAt(place - 1) == '\'' && isWordEndingAt(place - 1));
  }

  private boolean isWordFrom(int place) {
    return isWordAt(place)
        || (place < text.length() && text.charAt(place) == '\'' && isWordAt(place + 1));
  }

  private boolean isWordAt(int place) {
    return place < text.length() && isOfAWord(text.codePointAt(place));
  }

  private boolean isWordEndingAt(int place) {
    return place > 0 && isOfAWord(text.codePointBefore(place));
  }

  private static boolean isOfAWord(int sign) {
    return (Character.isLetterOrDigit(sign)
            || Character.getType(sign) == Character.NON_SPACING_MARK)
        && !isWrittenWithoutBlanks(sign);
  }

  private static boolean isWrittenWithoutBlanks(int sign) {
    if (sign < 0x0E00) {
      return false;
    }
    return switch (Character.UnicodeScript.of(sign)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
      default -> false;
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SpokenText spoken && spoken.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The text in that form. */
  @Override
  public String toString() {
    return text;
  }
}
