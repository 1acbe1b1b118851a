package org.ringlake.staging;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.ringlake.feed.ColumnType;
import org.ringlake.feed.EventTime;
import org.ringlake.feed.FeedColumn;
import org.ringlake.feed.FeedDefinition;
import org.ringlake.feed.NamedExpression;
import org.ringlake.feed.Personal;
import org.ringlake.feed.ReaderOptions;
import org.ringlake.feed.RowRule;
import org.ringlake.feed.SourceMapping;

/**
 * The way of lines of text through the door of a small feed of deals: {@code deal_id, phone,
 * status, talk_seconds, amount, born_on, closed_at}, in this order. Lines are numbered from 1.
 */
final class Door {
  static final Instant LATEST = Instant.parse("2026-03-02T08:00:00Z");
  static final FeedDefinition FEED =
      new FeedDefinition(
          "deals",
          List.of("deal_id"),
          List.of(
              column("deal_id", ColumnType.STRING, true, List.of(), Personal.NO),
              column("phone", ColumnType.STRING, false, List.of(), Personal.PHONE),
              column("status", ColumnType.STRING, true, List.of("open", "won"), Personal.NO),
              new FeedColumn(
                  "talk_seconds",
                  ColumnType.SECONDS,
                  false,
                  List.of(),
                  Optional.of(BigDecimal.ZERO),
                  Optional.of(BigDecimal.valueOf(86_400)),
                  Personal.NO,
                  false),
              column("amount", ColumnType.MONEY, false, List.of(), Personal.NO),
              column("born_on", ColumnType.DATE, false, List.of(), Personal.NO),
              new FeedColumn(
                  "closed_at",
                  ColumnType.TIMESTAMP,
                  false,
                  List.of(),
                  Optional.empty(),
                  Optional.empty(),
                  Personal.NO,
                  true)),
          List.of(
              new RowRule(
                  "status <> 'won' OR closed_at IS NOT NULL",
                  "closed_at",
                  "a won deal needs closed_at")),
          List.of(new EventTime("closed_at", Optional.empty())),
          "closed_at",
          false);

  private static final List<String> COLUMNS =
      FEED.columns().stream().map(FeedColumn::name).toList();

  private final SparkSession spark;
  private final FeedDefinition feed;
  private final ReaderOptions options;
  private final ZoneId zone;
  private final List<NamedExpression> expressions;

  private Door(
      SparkSession spark,
      FeedDefinition feed,
      ReaderOptions options,
      ZoneId zone,
      List<NamedExpression> expressions) {
    this.spark = spark;
    this.feed = feed;
    this.options = options;
    this.zone = zone;
    this.expressions = expressions;
  }

  /** A door whose columns are mapped to themselves and whose zone is the session's. */
  static Door of(SparkSession spark, ReaderOptions options) {
    List<NamedExpression> themselves =
        COLUMNS.stream().map(name -> new NamedExpression(name, name)).toList();
    ZoneId zone = ZoneId.of(spark.conf().get("spark.sql.session.timeZone"));
    return new Door(spark, FEED, options, zone, themselves);
  }

  Door inZone(String name) {
    return new Door(spark, feed, options, ZoneId.of(name), expressions);
  }

  /** A door to a feed that lacks a column, though lines still have it. */
  Door without(String column) {
    FeedDefinition fewer =
        new FeedDefinition(
            feed.name(),
            feed.key(),
            feed.columns().stream().filter(each -> !each.name().equals(column)).toList(),
            feed.rules(),
            feed.events(),
            feed.eventDate(),
            feed.partitionedByMonth());
    return new Door(spark, fewer, options, zone, expressions);
  }

  /** A door with another expression for a column. */
  Door mapping(String column, String expression) {
    List<NamedExpression> changed =
        expressions.stream()
            .map(
                each -> each.name().equals(column) ? new NamedExpression(column, expression) : each)
            .toList();
    return new Door(spark, feed, options, zone, changed);
  }

  Dataset<Row> accepted(String... lines) {
    return accepted(records(bytes(lines)));
  }

  Dataset<Row> rejected(String... lines) {
    return rejected(bytes(lines));
  }

  Dataset<Row> rejected(byte[]... lines) {
    return rejected(records(lines));
  }

  Dataset<Row> acceptedBytes(byte[]... lines) {
    return accepted(records(lines));
  }

  Dataset<Row> acceptedJson(String... lines) {
    return accepted(json(lines));
  }

  Dataset<Row> rejectedJson(String... lines) {
    return rejected(json(lines));
  }

  private Dataset<Row> accepted(Dataset<Row> records) {
    return TypedRows.accepted(typed().judged(mapped(records)));
  }

  private Dataset<Row> rejected(Dataset<Row> records) {
    Dataset<Row> blocks = LineNumbers.blocks(records, source().name());
    return Rejections.of(typed().judged(mapped(records)), Optional.of(blocks));
  }

  private TypedRows typed() {
    PersonalKeys keys = new PersonalKeys(new byte[32], "CN");
    String session = spark.conf().get("spark.sql.session.timeZone");
    return new TypedRows(source(), feed, new DoorRules(keys, LATEST, session, List.of()));
  }

  private Dataset<Row> mapped(Dataset<Row> records) {
    return MappedRows.from(records, source(), feed);
  }

  private Dataset<Row> records(byte[]... lines) {
    return CsvRecords.from(text(lines), options, COLUMNS);
  }

  private Dataset<Row> json(String... lines) {
    StructType schema = new StructType();
    for (String column : COLUMNS) {
      schema = schema.add(column, DataTypes.StringType);
    }
    return JsonRecords.fromLines(text(bytes(lines)), schema);
  }

  private Dataset<Row> text(byte[]... lines) {
    List<Row> rows = new ArrayList<>();
    for (byte[] line : lines) {
      rows.add(RowFactory.create(line, 0L, 100L + rows.size(), "f1"));
    }
    StructType schema =
        new StructType()
            .add(Passage.RAW, DataTypes.BinaryType)
            .add(Passage.BLOCK, DataTypes.LongType)
            .add(Passage.ORDINAL, DataTypes.LongType)
            .add(Passage.FILE_ID, DataTypes.StringType);
    Column asRead = functions.col(Passage.RAW).cast(DataTypes.StringType);
    return TextLines.rows(
        spark.createDataFrame(rows, schema).withColumn(Passage.RAW, asRead),
        options.encoding(),
        Optional.empty());
  }

  private SourceMapping source() {
    return new SourceMapping(
        "deals",
        "deals",
        "deals",
        "*",
        zone,
        options,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        expressions,
        List.of(),
        List.of());
  }

  private static byte[][] bytes(String... lines) {
    return Arrays.stream(lines)
        .map(line -> line.getBytes(StandardCharsets.UTF_8))
        .toArray(byte[][]::new);
  }

  private static FeedColumn column(
      String name, ColumnType type, boolean required, List<String> codes, Personal personal) {
    return new FeedColumn(
        name, type, required, codes, Optional.empty(), Optional.empty(), personal, false);
  }
}
