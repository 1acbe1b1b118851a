package org.ringlake.staging;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.json_array_length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.ltrim;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * JSON records taken apart.
 *
 * <p>Grain: one row per record. Columns: those of {@link Passage} that came in, {@link
 * Passage#PROBLEM}, and the fields of the schema.
 */
public final class JsonRecords {
  private static final String PARSED = "__parsed";
  private static final String UNFIT = "__unfit";
  private static final Map<String, String> OPTIONS =
      Map.of("mode", "PERMISSIVE", "columnNameOfCorruptRecord", UNFIT);

  /** A document inside an object: of an array that is all of a text, Spark takes no nulls. */
  private static final StructType WRAPPED =
      new StructType().add("records", DataTypes.createArrayType(DataTypes.StringType));

  private static final String BLANKS = " \t\r\n";

  private JsonRecords() {}

  /** One record a line. */
  public static Dataset<Row> fromLines(Dataset<Row> lines, StructType schema) {
    return apart(lines, schema, "the line is no JSON object of the declared fields");
  }

  /**
   * A document a row: an object, or an array whose elements are the records. {@link
   * Passage#ORDINAL} is the record's place in the document, from 0.
   */
  public static Dataset<Row> fromDocuments(Dataset<Row> documents, StructType schema) {
    Stream<Column> carried =
        Arrays.stream(documents.columns())
            .filter(name -> !name.equals(Passage.RAW))
            .map(org.apache.spark.sql.functions::col);
    Column placed = posexplode(records(col(Passage.RAW)));
    Dataset<Row> records =
        documents
            .select(
                Stream.concat(
                        carried, Stream.of(placed.as(new String[] {Passage.ORDINAL, Passage.RAW})))
                    .toArray(Column[]::new))
            .withColumn(Passage.ORDINAL, col(Passage.ORDINAL).cast(DataTypes.LongType))
            .withColumn(Passage.RAW, coalesce(col(Passage.RAW), lit("null")));
    return apart(records, schema, "the record is no JSON object of the declared fields");
  }

  /** The records of a document as text; a document too deep or long for Spark is one record. */
  private static Column records(Column document) {
    Column elements =
        from_json(concat(lit("{\"records\":"), document, lit("}")), WRAPPED, Map.of())
            .getField("records");
    Column isOne = ltrim(document, lit(BLANKS)).startsWith(lit("{"));
    return when(isOne, array(document)).otherwise(coalesce(elements, array(document)));
  }

  /** Takes records apart one by one, so that one which does not fit leaves the others alone. */
  private static Dataset<Row> apart(Dataset<Row> records, StructType schema, String reason) {
    Column raw = col(Passage.RAW);
    StructType checked = schema.add(UNFIT, DataTypes.StringType);
    Column isUnfit =
        col(PARSED).isNull().or(col(PARSED).getField(UNFIT).isNotNull()).or(not(isOneValue(raw)));
    Dataset<Row> parsed =
        records
            .withColumn(PARSED, from_json(raw, checked, OPTIONS))
            .withColumn(Passage.PROBLEM, TextLines.undecodable(raw).when(isUnfit, lit(reason)));
    return flattened(parsed, records.columns(), schema);
  }

  /** Whether nothing follows the first value of a line, which is all that Spark reads of it. */
  private static Column isOneValue(Column line) {
    Column values = json_array_length(concat(lit("["), line, lit("]")));
    return coalesce(values.equalTo(1), lit(false));
  }

  private static Dataset<Row> flattened(Dataset<Row> parsed, String[] carried, StructType schema) {
    Stream<Column> kept = Arrays.stream(carried).map(org.apache.spark.sql.functions::col);
    Stream<Column> fields =
        Arrays.stream(schema.fields())
            .map(StructField::name)
            .map(name -> col(PARSED).getField(name).as(name));
    return parsed.select(
        Stream.of(kept, Stream.of(col(Passage.PROBLEM)), fields)
            .flatMap(part -> part)
            .toArray(Column[]::new));
  }
}
