package org.ringlake.staging;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.replace;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.ringlake.feed.ColumnType;
import org.ringlake.feed.EventTime;
import org.ringlake.feed.FeedColumn;
import org.ringlake.feed.FeedDefinition;
import org.ringlake.feed.Personal;
import org.ringlake.feed.RowRule;
import org.ringlake.feed.SourceMapping;

/**
 * Mapped rows typed and judged: each is either accepted or rejected, with the first thing that is
 * wrong with it. Personal values of rejected rows are masked, and so is whatever could be a phone
 * number: they are written in many ways, and slip into other columns and feeds.
 */
public final class TypedRows {
  private static final String FAULT_NO = "__fault_no";
  private static final Pattern FIELD = Pattern.compile("`?\\w+`?(\\.\\w+)*");

  private final SourceMapping source;
  private final FeedDefinition feed;
  private final DoorRules rules;
  private final TextTypes types;
  private final PhoneMask phones;

  public TypedRows(SourceMapping source, FeedDefinition feed, DoorRules rules) {
    this.source = source;
    this.feed = feed;
    this.rules = rules;
    String zone = source.zone().getId();
    this.types = new TextTypes(source.reader(), zone, zone.equals(rules.sessionZone()));
    this.phones = new PhoneMask(source.reader());
  }

  /**
   * Every row, judged.
   *
   * <p>Columns: the feed's stored columns, typed, personal ones as keys; {@code event_date}, {@code
   * file_id}, {@code _source}, {@code key_hash}; all but {@code file_id} and {@code _source} are
   * null in rejected rows. {@link Rejections#FAULT} is null in accepted ones.
   */
  public Dataset<Row> judged(Dataset<Row> mapped) {
    return judged(mapped, List.of());
  }

  /**
   * The accepted rows with {@link Passage#BLOCK} and {@link Passage#ORDINAL}, for {@link
   * RowNumbers}.
   */
  public Dataset<Row> placed(Dataset<Row> mapped) {
    return accepted(judged(mapped, List.of(Passage.BLOCK, Passage.ORDINAL)));
  }

  private Dataset<Row> judged(Dataset<Row> mapped, List<String> carried) {
    List<Fault> faults = faults(mapped);
    Dataset<Row> judged = typed(mapped).withColumn(FAULT_NO, number(faults));
    Column isGood = col(FAULT_NO).isNull();
    List<Column> columns = new ArrayList<>();
    for (FeedColumn column : feed.storedColumns()) {
      columns.add(when(isGood, col(column.name())).as(column.name()));
    }
    Column day = expr(feed.eventDate()).cast(DataTypes.DateType);
    columns.add(when(isGood, day).as(Resolved.EVENT_DATE));
    columns.add(col(Passage.FILE_ID));
    columns.add(lit(source.name()).as(Passage.SOURCE));
    columns.add(when(isGood, keyHash()).as(Passage.KEY_HASH));
    columns.add(when(not(isGood), described(faults)).as(Rejections.FAULT));
    carried.forEach(name -> columns.add(col(name)));
    return judged.select(columns.toArray(Column[]::new));
  }

  /** The accepted ones of judged rows. */
  public static Dataset<Row> accepted(Dataset<Row> judged) {
    return judged.filter(col(Passage.KEY_HASH).isNotNull()).drop(Rejections.FAULT);
  }

  private record Fault(Column condition, String field, Column value, Column reason) {}

  /** Which fault is the first of a row, from 1; null for none. */
  private static Column number(List<Fault> faults) {
    Column number = when(faults.get(0).condition(), lit(1));
    for (int at = 1; at < faults.size(); at++) {
      number = number.when(faults.get(at).condition(), lit(at + 1));
    }
    return number;
  }

  private Column described(List<Fault> faults) {
    return struct(
        ofFault(faults.stream().map(Fault::reason)).as(Rejections.REASON),
        ofFault(faults.stream().map(fault -> lit(fault.field()))).as(Rejections.FIELD),
        phones.value(ofFault(faults.stream().map(Fault::value))).as(Rejections.VALUE),
        col(Passage.BLOCK).as(Rejections.BLOCK),
        col(Passage.ORDINAL).as(Rejections.ORDINAL),
        phones.raw(rawWithoutPersonal()).as(Rejections.RAW));
  }

  private static Column ofFault(Stream<Column> texts) {
    return element_at(
        array(texts.map(text -> text.cast(DataTypes.StringType)).toArray(Column[]::new)),
        col(FAULT_NO));
  }

  /** Step by step, so that no step is computed twice. */
  private Dataset<Row> typed(Dataset<Row> mapped) {
    Column[] carried =
        Arrays.stream(mapped.columns())
            .filter(name -> !isText(name))
            .map(org.apache.spark.sql.functions::col)
            .toArray(Column[]::new);
    List<Column> trimmed = new ArrayList<>(List.of(carried));
    List<Column> cleaned = new ArrayList<>(List.of(carried));
    List<Column> all = new ArrayList<>(List.of(carried));
    for (FeedColumn column : feed.storedColumns()) {
      String text = MappedRows.text(column.name());
      boolean isTaken = isTyped(mapped, column);
      trimmed.add(isTaken ? col(text) : trimmed(column).as(text));
      cleaned.add(isTaken ? col(text) : orNull(col(text)).as(text));
      all.add(col(text));
      all.add(value(mapped, column).as(column.name()));
    }
    return mapped
        .select(trimmed.toArray(Column[]::new))
        .select(cleaned.toArray(Column[]::new))
        .select(all.toArray(Column[]::new));
  }

  private boolean isText(String name) {
    return feed.storedColumns().stream()
        .anyMatch(column -> MappedRows.text(column.name()).equals(name));
  }

  /** Whether the mapping's expression yields the column's own type, and so is taken as it is. */
  private static boolean isTyped(Dataset<Row> mapped, FeedColumn column) {
    DataType type = mapped.schema().apply(MappedRows.text(column.name())).dataType();
    return column.type() != ColumnType.STRING && type.equals(TextTypes.sparkType(column.type()));
  }

  /** Without blanks around; where the whole line has none but spaces, only those are looked for. */
  private Column trimmed(FeedColumn column) {
    Column text = col(MappedRows.text(column.name())).cast(DataTypes.StringType);
    Column ofAll = trim(text, lit(TextLines.BLANKS));
    return isCopied(column) ? when(col(Passage.HAS_BLANKS), ofAll).otherwise(trim(text)) : ofAll;
  }

  /** Whether the column's expression is the name of a field. */
  private boolean isCopied(FeedColumn column) {
    return source.columns().stream()
            .filter(each -> each.name().equals(column.name()))
            .allMatch(each -> FIELD.matcher(each.expression()).matches())
        && source.let().isEmpty();
  }

  private Column orNull(Column trimmed) {
    List<Object> none = new ArrayList<>(List.of(""));
    none.addAll(source.reader().nullValues());
    return when(not(trimmed.isin(none.toArray())), trimmed);
  }

  private Column value(Dataset<Row> mapped, FeedColumn column) {
    Column text = col(MappedRows.text(column.name()));
    return switch (column.personal()) {
      case PHONE -> rules.keys().phone(text);
      case TEXT -> rules.keys().text(text);
      case NO -> isTyped(mapped, column) ? text : types.typed(text, column);
    };
  }

  private List<Fault> faults(Dataset<Row> mapped) {
    List<Fault> faults = new ArrayList<>();
    faults.add(
        new Fault(
            col(Passage.PROBLEM).isNotNull(),
            null,
            lit(null).cast(DataTypes.StringType),
            col(Passage.PROBLEM)));
    for (FeedColumn column : feed.storedColumns()) {
      columnFaults(mapped, column, faults);
    }
    for (RowRule rule : feed.rules()) {
      faults.add(ruleFault(rule));
    }
    for (EventTime event : feed.events()) {
      faults.add(futureFault(event));
    }
    rules.rules().forEach(rule -> faults.add(ruleFault(rule)));
    return faults;
  }

  private void columnFaults(Dataset<Row> mapped, FeedColumn column, List<Fault> faults) {
    Column value = col(column.name());
    Column text = col(MappedRows.text(column.name())).cast(DataTypes.StringType);
    Column shown = column.personal() == Personal.NO ? text : lit(PhoneMask.MASK);
    boolean canMisfit =
        column.personal() == Personal.NO
            && column.type() != ColumnType.STRING
            && !isTyped(mapped, column);
    if (canMisfit) {
      faults.add(
          new Fault(
              text.isNotNull().and(value.isNull()),
              column.name(),
              shown,
              lit("is not " + TextTypes.expectation(column.type()))));
    }
    if (column.required()) {
      faults.add(
          new Fault(
              value.isNull(),
              column.name(),
              lit(null).cast(DataTypes.StringType),
              lit("is missing; every row needs one")));
    }
    if (!column.codes().isEmpty()) {
      faults.add(
          new Fault(
              not(value.isin(column.codes().toArray())),
              column.name(),
              shown,
              lit("is none of " + String.join(", ", column.codes()))));
    }
    column.min().ifPresent(min -> faults.add(bound(column, shown, value.lt(min), "less", min)));
    column.max().ifPresent(max -> faults.add(bound(column, shown, value.gt(max), "more", max)));
  }

  private static Fault bound(
      FeedColumn column, Column shown, Column isBeyond, String how, BigDecimal bound) {
    return new Fault(
        isBeyond, column.name(), shown, lit("is %s than %s".formatted(how, bound.toPlainString())));
  }

  private Fault ruleFault(RowRule rule) {
    return new Fault(
        not(expr(rule.check())), rule.field(), shown(rule.field()), lit(rule.reason()));
  }

  private Fault futureFault(EventTime event) {
    Instant latest = rules.latestEvent();
    Column limit = timestamp_micros(lit(ChronoUnit.MICROS.between(Instant.EPOCH, latest)));
    Column isLate = col(event.column()).cast(DataTypes.TimestampType).gt(limit);
    Optional<Column> applies = event.when().map(org.apache.spark.sql.functions::expr);
    return new Fault(
        applies.map(isLate::and).orElse(isLate),
        event.column(),
        shown(event.column()),
        lit("lies more than a day in the future"));
  }

  private Column shown(String field) {
    boolean isPersonal =
        feed.storedColumns().stream()
            .anyMatch(each -> each.name().equals(field) && each.personal() != Personal.NO);
    return isPersonal
        ? lit(PhoneMask.MASK)
        : col(MappedRows.text(field)).cast(DataTypes.StringType);
  }

  private Column rawWithoutPersonal() {
    Column known = col(Passage.RAW);
    for (FeedColumn column : feed.storedColumns()) {
      if (column.personal() != Personal.NO) {
        Column text = col(MappedRows.text(column.name()));
        known =
            when(length(text).gt(0), replace(known, text, lit(PhoneMask.MASK))).otherwise(known);
      }
    }
    return known;
  }

  private Column keyHash() {
    return xxhash64(
        feed.key().stream()
            .map(key -> coalesce(col(key).cast(DataTypes.StringType), lit("")))
            .toArray(Column[]::new));
  }
}
