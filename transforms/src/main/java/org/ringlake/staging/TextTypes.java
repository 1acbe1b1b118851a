package org.ringlake.staging;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.replace;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.try_to_timestamp;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.ringlake.feed.ColumnType;
import org.ringlake.feed.FeedColumn;
import org.ringlake.feed.ReaderOptions;

/**
 * Text into typed values, strictly: what does not fit is NULL, so that the caller can tell it from
 * no text at all. Nothing here fails.
 */
public final class TextTypes {
  private static final int DATE_LENGTH = 10;
  private static final String END_OF_DAY = "23:59:59";
  private static final String START_OF_DAY = "00:00:00";
  private static final String LOCAL = "^.{10}([T ][0-9:.]+)?$";
  private static final Pattern HAS_ZONE = Pattern.compile("[XxZVzO]");
  private static final Pattern HAS_TIME = Pattern.compile("[HhKkm]");
  private static final Pattern QUOTED = Pattern.compile("'[^']*'");
  private static final String SPACES = "[ \\u00A0\\u2007\\u2009\\u202F]";

  private final ReaderOptions options;
  private final String zone;
  private final boolean zoneIsSessions;

  /**
   * The types of one source.
   *
   * @param zone of times without an offset
   * @param zoneIsSessions whether the session's zone is the same, which is faster
   */
  TextTypes(ReaderOptions options, String zone, boolean zoneIsSessions) {
    this.options = options;
    this.zone = zone;
    this.zoneIsSessions = zoneIsSessions;
  }

  /** How Spark stores a type. */
  public static DataType sparkType(ColumnType type) {
    return switch (type) {
      case STRING -> DataTypes.StringType;
      case INT, SECONDS -> DataTypes.IntegerType;
      case MONEY -> DataTypes.createDecimalType(18, 2);
      case NUMBER -> DataTypes.createDecimalType(18, 6);
      case BOOLEAN -> DataTypes.BooleanType;
      case DATE -> DataTypes.DateType;
      case TIMESTAMP -> DataTypes.TimestampType;
    };
  }

  Column typed(Column text, FeedColumn column) {
    DataType type = sparkType(column.type());
    return switch (column.type()) {
      case STRING -> text;
      case INT, SECONDS -> text.try_cast(type);
      case BOOLEAN -> lower(text).try_cast(type);
      case MONEY -> number(text, type, true);
      case NUMBER -> number(text, type, false);
      case DATE -> date(text);
      case TIMESTAMP -> timestamp(text, column.dateMeansEndOfDay());
    };
  }

  static String expectation(ColumnType type) {
    return switch (type) {
      case STRING -> "text";
      case INT -> "a whole number";
      case SECONDS -> "a whole number of seconds";
      case MONEY -> "an amount of money";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      case DATE -> "a date";
      case TIMESTAMP -> "a date and time";
    };
  }

  private Column number(Column text, DataType type, boolean isMoney) {
    boolean isPlain = options.decimalSeparator().equals(".") && options.groupSeparators().isEmpty();
    if (isPlain && !isMoney) {
      return text.try_cast(type);
    }
    Column local = localNumber(text, isMoney).try_cast(type);
    return isPlain ? coalesce(text.try_cast(type), local) : local;
  }

  /** The number in text such as {@code € 3.500,00}, as {@code 3500.00}; empty where it is none. */
  private Column localNumber(Column text, boolean isMoney) {
    String decimal = Pattern.quote(options.decimalSeparator());
    String group = groupClass();
    String whole = group.isEmpty() ? "\\d+" : "(?:\\d{1,3}(?:" + group + "\\d{3})+|\\d+)";
    String currency = isMoney ? "(?:[A-Z]{3}|\\p{Sc})?" : "";
    String blank = SPACES + "*";
    String pattern =
        "^" + currency + blank + "([-+]?" + whole + "(?:" + decimal + "\\d+)?)" + blank + currency
            + "$";
    Column number = regexp_extract(text, pattern, 1);
    Column ungrouped = group.isEmpty() ? number : regexp_replace(number, group, "");
    return replace(ungrouped, lit(options.decimalSeparator()), lit("."));
  }

  private String groupClass() {
    StringBuilder alternatives = new StringBuilder();
    for (char separator : options.groupSeparators().toCharArray()) {
      alternatives.append(alternatives.isEmpty() ? "" : "|");
      alternatives.append(separator == ' ' ? SPACES : Pattern.quote(String.valueOf(separator)));
    }
    return alternatives.isEmpty() ? "" : "(?:" + alternatives + ")";
  }

  private Column date(Column text) {
    if (options.datePatterns().isEmpty()) {
      Column isDate = length(text).equalTo(DATE_LENGTH);
      Column isTime = text.try_cast(DataTypes.TimestampType).isNotNull();
      return when(beginsWithDate(text).and(isDate.or(isTime)), text).try_cast(DataTypes.DateType);
    }
    return firstOf(
        options.datePatterns().stream()
            .map(pattern -> parsed(text, pattern).cast(DataTypes.DateType))
            .toList());
  }

  private Column timestamp(Column text, boolean dateMeansEndOfDay) {
    String time = dateMeansEndOfDay ? END_OF_DAY : START_OF_DAY;
    List<Column> attempts = new ArrayList<>();
    for (String pattern : options.timestampPatterns()) {
      attempts.add(
          HAS_TIME.matcher(letters(pattern)).find()
              ? zoned(text, pattern)
              : zoned(concat(text, lit(" " + time)), pattern + " HH:mm:ss"));
    }
    if (options.timestampPatterns().isEmpty()) {
      attempts.add(iso(text, time));
    }
    for (String pattern : options.datePatterns()) {
      attempts.add(zoned(concat(text, lit(" " + time)), pattern + " HH:mm:ss"));
    }
    return firstOf(attempts);
  }

  private Column iso(Column text, String timeOfDates) {
    Column whole =
        when(length(text).equalTo(DATE_LENGTH), concat_ws(" ", text, lit(timeOfDates)))
            .otherwise(text);
    Column local =
        zoneIsSessions
            ? whole
            : when(whole.rlike(LOCAL), concat_ws(" ", whole, lit(zone))).otherwise(whole);
    return when(beginsWithDate(text), local).try_cast(DataTypes.TimestampType);
  }

  private static Column beginsWithDate(Column text) {
    return substring(text, 5, 1)
        .equalTo("-")
        .and(substring(text, 8, 1).equalTo("-"))
        .and(length(text).geq(DATE_LENGTH));
  }

  private Column zoned(Column text, String pattern) {
    return zoneIsSessions || HAS_ZONE.matcher(letters(pattern)).find()
        ? parsed(text, pattern)
        : parsed(concat_ws(" ", text, lit(zone)), pattern + " VV");
  }

  private static Column parsed(Column text, String pattern) {
    return try_to_timestamp(text, lit(pattern));
  }

  private static String letters(String pattern) {
    return QUOTED.matcher(pattern).replaceAll("");
  }

  private static Column firstOf(List<Column> attempts) {
    return attempts.size() == 1 ? attempts.get(0) : coalesce(attempts.toArray(Column[]::new));
  }
}
