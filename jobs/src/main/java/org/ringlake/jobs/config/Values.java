package org.ringlake.jobs.config;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.spark.sql.catalyst.util.TimestampFormatter$;

/** The kinds of values the configuration has, each with the check of its text. */
final class Values {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

  /** What lines and values end with, and what shifts to characters of several such bytes. */
  private static final String MARKS = "\n\r\t,;|\"\u000e\u001b";

  private Values() {}

  static String anyText(String text) {
    return text;
  }

  static String text(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("is empty; write a text");
    }
    return text;
  }

  /** A folder on this machine. */
  static String folder(String text) {
    if (text(text).contains("://")) {
      throw new IllegalArgumentException("is no folder of this machine; write a path such as out");
    }
    return text;
  }

  /** A name of a table or column. */
  static String name(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "is no name; use lower-case letters, digits and _, beginning with a letter");
    }
    return text;
  }

  static boolean bool(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("is neither true nor false; write one of them");
    };
  }

  static BigDecimal number(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("is no number; write one such as 0.35");
    }
  }

  /** A number that is not negative. */
  static BigDecimal numberFromZero(String text) {
    BigDecimal value = number(text);
    if (value.signum() < 0) {
      throw new IllegalArgumentException("is negative; use zero or more, such as 0.5");
    }
    return value;
  }

  static ValueParser<Integer> wholeFrom(int least) {
    return text -> {
      try {
        int value = Integer.parseInt(text);
        if (value >= least) {
          return value;
        }
      } catch (NumberFormatException e) {
        // told below, like a number out of range
      }
      throw new IllegalArgumentException(
          "is no whole number of at least %d; write one such as %d".formatted(least, least));
    };
  }

  /** Zero or longer. */
  static Duration duration(String text) {
    Duration value = parsedDuration(text);
    if (value.isNegative()) {
      throw new IllegalArgumentException("is negative; use zero or more, such as PT30S");
    }
    return value;
  }

  static Duration positiveDuration(String text) {
    Duration value = parsedDuration(text);
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException("is not positive; write a duration such as P7D");
    }
    return value;
  }

  private static Duration parsedDuration(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "is no ISO 8601 duration; write one such as PT30S, PT12H or P7D");
    }
  }

  /** Calendar days, months and years, together longer than nothing. */
  static Period positivePeriod(String text) {
    try {
      Period value = Period.parse(text);
      if (!value.isNegative() && !value.isZero()) {
        return value;
      }
    } catch (DateTimeParseException e) {
      // told below, like a negative one
    }
    throw new IllegalArgumentException(
        "is no ISO 8601 period of calendar time; write one such as P6M, P1Y or P90D");
  }

  static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("is no date; write one such as 2025-03-31");
    }
  }

  static LocalTime timeOfDay(String text) {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("is no time of day; write one such as 23:59");
    }
  }

  static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "is no time zone; "
              + Nearest.to(text, new TreeSet<>(ZoneId.getAvailableZoneIds()))
                  .map("the nearest is '%s'"::formatted)
                  .orElse("write one such as Asia/Shanghai"));
    }
  }

  static Currency currency(String text) {
    try {
      return Currency.getInstance(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("is no ISO 4217 currency code; write one such as CNY");
    }
  }

  static String phoneRegion(String text) {
    if (!PhoneNumberUtil.getInstance().getSupportedRegions().contains(text)) {
      throw new IllegalArgumentException("is no region of ISO 3166; write two letters such as CN");
    }
    return text;
  }

  static String postgresUrl(String text) {
    if (!text.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "is no address of PostgreSQL; write jdbc:postgresql://host/database");
    }
    return text;
  }

  /** A character set in whose bytes lines and delimiters are found as in ASCII. */
  static String encoding(String text) {
    Charset charset = charset(text);
    if (!MARKS.equals(new String(MARKS.getBytes(US_ASCII), charset))) {
      throw new IllegalArgumentException(
          "has other bytes for line breaks and delimiters than ASCII; save the files as UTF-8");
    }
    return charset.name();
  }

  private static Charset charset(String text) {
    try {
      return Charset.forName(text);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new IllegalArgumentException(
          "is no character set; write one such as UTF-8, GB18030 or ISO-8859-1");
    }
  }

  static String oneCharacter(String text) {
    if (text.length() != 1) {
      throw new IllegalArgumentException("is not one character; write exactly one");
    }
    return text;
  }

  static String oneCharacterOrNone(String text) {
    return text.isEmpty() ? text : oneCharacter(text);
  }

  /** A pattern as Spark reads it. */
  static String timePattern(String text) {
    try {
      TimestampFormatter$.MODULE$.apply(text, ZoneOffset.UTC, true).validatePatternString(false);
      return text;
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "is no date pattern of Spark's; write one such as dd.MM.yyyy HH:mm");
    }
  }

  /** A constant of an enum by its lower-case name. */
  static <E extends Enum<E>> ValueParser<E> oneOf(Class<E> type) {
    return oneOf(type, Values::code);
  }

  /** A constant of an enum by its lower-case name with hyphens. */
  static <E extends Enum<E>> ValueParser<E> oneOfHyphened(Class<E> type) {
    return oneOf(type, constant -> code(constant).replace('_', '-'));
  }

  private static <E extends Enum<E>> ValueParser<E> oneOf(Class<E> type, Function<E, String> code) {
    Map<String, E> byCode = new LinkedHashMap<>();
    for (E constant : type.getEnumConstants()) {
      byCode.put(code.apply(constant), constant);
    }
    return text -> {
      if (!byCode.containsKey(text)) {
        throw new IllegalArgumentException(
            "is unknown; write one of " + String.join(", ", byCode.keySet()));
      }
      return byCode.get(text);
    };
  }

  static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
