package org.ringlake.jobs.ingest;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.ringlake.feed.FeedColumn;
import org.ringlake.feed.FeedDefinition;
import org.ringlake.feed.FileFormat;
import org.ringlake.feed.ReaderOptions;
import org.ringlake.feed.SourceMapping;
import org.ringlake.staging.CsvRecords;
import org.ringlake.staging.JsonRecords;
import org.ringlake.staging.LineNumbers;
import org.ringlake.staging.MappedRows;
import org.ringlake.staging.Passage;
import org.ringlake.staging.TextLines;

/**
 * Reads the files of one source as mapped rows. Files that look alike (format, header, schema) are
 * read together.
 */
final class SourceReader {
  private static final String PATH = "__path";
  private static final String UNMENTIONED = "__unmentioned_";
  private static final String TAB = "\t";

  /** Of so many files each row's path is compared with all; of more it is joined to them. */
  private static final int COMPARED_PATHS = 8;

  private static final int MOST_COLUMNS = 20_480; // as Spark's own reader of rows

  private final SparkSession spark;
  private final SourceMapping source;
  private final FeedDefinition feed;

  SourceReader(SparkSession spark, SourceMapping source, FeedDefinition feed) {
    this.spark = spark;
    this.source = source;
    this.feed = feed;
  }

  /**
   * Files read together.
   *
   * @param rows the files' rows under the feed's names, as {@link MappedRows} makes them
   * @param blocks of the files, to number lines (of files whose records have several: records) by;
   *     empty for files without lines
   */
  record Reading(List<ProbedFile> files, Dataset<Row> rows, Optional<Dataset<Row>> blocks) {}

  /** Reads files, those together that look alike. */
  List<Reading> read(List<ProbedFile> files) {
    Map<Shape, List<ProbedFile>> alike =
        files.stream()
            .collect(Collectors.groupingBy(this::shape, LinkedHashMap::new, Collectors.toList()));
    List<Reading> readings = new ArrayList<>();
    alike.forEach((shape, group) -> readings.add(reading(shape, group)));
    return readings;
  }

  /** What files read together share. */
  private record Shape(
      FileFormat format, boolean isDocument, String header, String schema, String delimiter) {}

  private Shape shape(ProbedFile file) {
    ReaderOptions options = source.reader();
    boolean hasHeader = file.format() == FileFormat.CSV && options.header();
    return new Shape(
        file.format(),
        file.isDocument(),
        hasHeader ? file.firstLine() : null,
        file.schema(),
        delimiter(file.file(), options));
  }

  /** What stands between the values of a file: its ending tells where its source does not. */
  static String delimiter(InboxFile file, ReaderOptions options) {
    String name = Compression.of(file.path()).stripped(file.path());
    boolean isTabbed =
        options.format() == FileFormat.AUTO && name.toLowerCase(Locale.ROOT).endsWith(".tsv");
    return isTabbed ? TAB : options.delimiter();
  }

  /** Why a file breaks the contract of its source's columns; empty where it does not. */
  Optional<String> brokenContract(ProbedFile file) {
    if (file.format() == FileFormat.PARQUET) {
      return lacking("schema", ParquetSchema.columns(file.schema()));
    }
    if (file.format() != FileFormat.CSV || !source.reader().header()) {
      return Optional.empty();
    }
    List<String> header = header(shape(file));
    Set<String> seen = new HashSet<>();
    List<String> twice = header.stream().filter(name -> !seen.add(lower(name))).distinct().toList();
    return twice.isEmpty()
        ? lacking("header", header)
        : Optional.of("its header names " + String.join(", ", twice) + " more than once");
  }

  private Optional<String> lacking(String where, List<String> columns) {
    Set<String> present =
        columns.stream().map(SourceReader::lower).collect(Collectors.toCollection(HashSet::new));
    List<String> missing =
        ReferencedColumns.ofRequired(source, feed).stream()
            .filter(name -> !present.contains(lower(name)))
            .toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "its %s lacks %s, which the feed %s needs; it has %s"
                .formatted(
                    where, String.join(", ", missing), feed.name(), String.join(", ", columns)));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /**
   * Columns under the names that expressions mention them by, whatever their case; those that none
   * mentions under names that can stand in nothing's way.
   */
  private List<String> asMentioned(List<String> columns) {
    Map<String, String> mentioned = mentioned();
    List<String> names = new ArrayList<>();
    for (String column : columns) {
      names.add(mentioned.getOrDefault(lower(column), UNMENTIONED + names.size()));
    }
    return names;
  }

  private Map<String, String> mentioned() {
    return ReferencedColumns.of(source).stream()
        .collect(Collectors.toMap(SourceReader::lower, name -> name, (first, second) -> first));
  }

  private Reading reading(Shape shape, List<ProbedFile> files) {
    if (shape.format() == FileFormat.PARQUET) {
      return reading(files, parquet(files), Optional.empty());
    }
    if (shape.isDocument()) {
      return reading(files, jsonDocuments(files), Optional.empty());
    }
    if (shape.format() == FileFormat.CSV && source.reader().multiLine()) {
      Dataset<Row> records = multiLine(shape, files);
      return reading(files, records, Optional.of(LineNumbers.blocks(records, source.name())));
    }
    Dataset<Row> lines = lines(files);
    return reading(
        files,
        shape.format() == FileFormat.JSON ? jsonLines(lines) : csv(shape, lines),
        Optional.of(LineNumbers.blocks(lines, source.name())));
  }

  private Reading reading(
      List<ProbedFile> files, Dataset<Row> records, Optional<Dataset<Row>> blocks) {
    return new Reading(files, MappedRows.from(withMissingColumns(records), source, feed), blocks);
  }

  private Dataset<Row> csv(Shape shape, Dataset<Row> lines) {
    ReaderOptions options = source.reader();
    Dataset<Row> rows =
        TextLines.rows(lines, options.encoding(), Optional.ofNullable(shape.header()));
    return CsvRecords.from(
        rows, options.withDelimiter(shape.delimiter()), asMentioned(columns(shape)));
  }

  private List<String> columns(Shape shape) {
    return source.reader().header() ? header(shape) : source.reader().columns();
  }

  private Dataset<Row> jsonLines(Dataset<Row> lines) {
    return JsonRecords.fromLines(
        TextLines.rows(lines, source.reader().encoding(), Optional.empty()), jsonSchema());
  }

  private Dataset<Row> jsonDocuments(List<ProbedFile> files) {
    Dataset<Row> documents =
        TextLines.rows(documents(files), source.reader().encoding(), Optional.empty());
    return JsonRecords.fromDocuments(documents, jsonSchema());
  }

  private StructType jsonSchema() {
    return source.reader().schema().map(StructType::fromDDL).orElseGet(this::feedAsText);
  }

  private StructType feedAsText() {
    StructType schema = new StructType();
    for (FeedColumn column : feed.storedColumns()) {
      schema = schema.add(column.name(), DataTypes.StringType);
    }
    return schema;
  }

  private Dataset<Row> multiLine(Shape shape, List<ProbedFile> files) {
    ReaderOptions options = source.reader().withDelimiter(shape.delimiter());
    List<String> columns = columns(shape);
    List<String> names = asMentioned(columns);
    StructType schema = new StructType();
    for (String name : names) {
      schema = schema.add(name, DataTypes.StringType);
    }
    String unfit = "__unfit";
    Dataset<Row> rows =
        spark
            .read()
            .schema(schema.add(unfit, DataTypes.StringType))
            .option("multiLine", true)
            .option("header", options.header())
            .option("enforceSchema", true)
            .option("sep", options.delimiter())
            .option("quote", options.quote())
            .option("escape", options.escape())
            .option("encoding", options.encoding())
            .option("mode", "PERMISSIVE")
            .option("columnNameOfCorruptRecord", unfit)
            .csv(paths(files))
            .withColumn(PATH, col("_metadata.file_path"))
            .withColumn(Passage.BLOCK, lit(0L)) // one task reads the whole file, record by record
            .withColumn(Passage.ORDINAL, monotonically_increasing_id());
    Column[] asWritten = new Column[columns.size()];
    Arrays.setAll(asWritten, at -> col("`" + names.get(at) + "`").as(columns.get(at)));
    return withFileIds(rows, files)
        .withColumn(Passage.RAW, to_json(struct(asWritten)))
        .withColumn(
            Passage.PROBLEM,
            coalesce(
                TextLines.undecodable(col(Passage.RAW)),
                CsvRecords.wrongCount(col(unfit), col(unfit), options, columns.size())))
        .withColumn(Passage.HAS_BLANKS, lit(true))
        .drop(unfit);
  }

  private Dataset<Row> parquet(List<ProbedFile> files) {
    Dataset<Row> rows = spark.read().parquet(paths(files));
    Map<String, String> mentioned = mentioned();
    List<Column> columns = new ArrayList<>();
    List<Column> asWritten = new ArrayList<>();
    for (StructField field : rows.schema().fields()) {
      Column text = ParquetText.of(field);
      asWritten.add(text.as(field.name()));
      String name = mentioned.get(lower(field.name()));
      if (name != null) {
        columns.add(text.as(name));
      }
    }
    columns.add(to_json(struct(asWritten.toArray(Column[]::new))).as(Passage.RAW));
    columns.add(lit(null).cast(DataTypes.StringType).as(Passage.PROBLEM));
    columns.add(lit(true).as(Passage.HAS_BLANKS));
    columns.add(col("_metadata.file_path").as(PATH));
    columns.add(lit(null).cast(DataTypes.LongType).as(Passage.BLOCK));
    columns.add(col("_metadata.row_index").as(Passage.ORDINAL));
    return withFileIds(rows.select(columns.toArray(Column[]::new)), files);
  }

  private Dataset<Row> documents(List<ProbedFile> files) {
    Dataset<Row> texts =
        spark
            .read()
            .option("wholetext", true)
            .text(paths(files))
            .select(col("value").as(Passage.RAW), col("_metadata.file_path").as(PATH));
    return withFileIds(texts, files).withColumn(Passage.BLOCK, lit(null).cast(DataTypes.LongType));
  }

  private Dataset<Row> lines(List<ProbedFile> files) {
    Dataset<Row> texts =
        spark
            .read()
            .text(paths(files))
            .select(
                col("value").as(Passage.RAW),
                col("_metadata.file_path").as(PATH),
                col("_metadata.file_block_start").as(Passage.BLOCK),
                monotonically_increasing_id().as(Passage.ORDINAL));
    return withFileIds(texts, files);
  }

  private Dataset<Row> withFileIds(Dataset<Row> rows, List<ProbedFile> files) {
    if (files.size() == 1) {
      return rows.withColumn(Passage.FILE_ID, lit(files.get(0).fileId())).drop(PATH);
    }
    if (files.size() <= COMPARED_PATHS) {
      Column id = lit(null).cast(DataTypes.StringType);
      for (ProbedFile file : files) {
        id = when(col(PATH).equalTo(uri(file)), lit(file.fileId())).otherwise(id);
      }
      return rows.withColumn(Passage.FILE_ID, id).drop(PATH);
    }
    String known = "__known_path";
    StructType schema =
        new StructType()
            .add(known, DataTypes.StringType)
            .add(Passage.FILE_ID, DataTypes.StringType);
    List<Row> ids =
        files.stream().map(file -> RowFactory.create(uri(file), file.fileId())).toList();
    // every row to exactly one: paths are distinct
    return rows.join(broadcast(spark.createDataFrame(ids, schema)), col(PATH).equalTo(col(known)))
        .drop(PATH, known);
  }

  /** The path as Spark's file metadata writes it. */
  private static String uri(ProbedFile file) {
    return new Path(file.file().path()).toUri().toString();
  }

  private static String[] paths(List<ProbedFile> files) {
    return files.stream().map(file -> escaped(file.file().path())).toArray(String[]::new);
  }

  /** A path that Spark does not take for a pattern. */
  private static String escaped(String path) {
    return path.replaceAll("([\\\\*?\\[\\]{}])", "\\\\$1");
  }

  private List<String> header(Shape shape) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setMaxColumns(MOST_COLUMNS);
    settings.setMaxCharsPerColumn(-1);
    settings.getFormat().setComment('\0');
    settings.getFormat().setDelimiter(shape.delimiter());
    if (!source.reader().quote().isEmpty()) {
      settings.getFormat().setQuote(source.reader().quote().charAt(0));
    }
    String[] names = new CsvParser(settings).parseLine(shape.header());
    List<String> header = new ArrayList<>();
    for (int at = 0; at < names.length; at++) {
      header.add(
          names[at] == null || names[at].isBlank() ? "column_" + (at + 1) : names[at].strip());
    }
    return header;
  }

  private Dataset<Row> withMissingColumns(Dataset<Row> records) {
    Set<String> present =
        Arrays.stream(records.columns()).map(SourceReader::lower).collect(Collectors.toSet());
    Dataset<Row> whole = records;
    for (String column : mentioned().values()) {
      if (!present.contains(lower(column))) {
        whole = whole.withColumn(column, lit(null).cast(DataTypes.StringType));
      }
    }
    return whole;
  }
}
