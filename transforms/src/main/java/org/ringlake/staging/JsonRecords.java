package org.ringlake.staging;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.json_array_length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.posexplode_outer;
import static org.apache.spark.sql.functions.to_json;

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

  private JsonRecords() {}

  /** One record a line. */
  public static Dataset<Row> fromLines(Dataset<Row> lines, StructType schema) {
    StructType checked = schema.add(UNFIT, DataTypes.StringType);
    Dataset<Row> apart = lines.withColumn(PARSED, from_json(col(Passage.RAW), checked, OPTIONS));
    Column isUnfit =
        col(PARSED)
            .isNull()
            .or(col(PARSED).getField(UNFIT).isNotNull())
            .or(not(isOneValue(col(Passage.RAW))));
    return flattened(
        apart.withColumn(
            Passage.PROBLEM,
            TextLines.undecodable(col(Passage.RAW))
                .when(isUnfit, lit("the line is no JSON object of the declared fields"))),
        lines.columns(),
        schema);
  }

  /** Whether nothing follows the first value of a line, which is all that Spark reads of it. */
  private static Column isOneValue(Column line) {
    Column values = json_array_length(concat(lit("["), line, lit("]")));
    return coalesce(values.equalTo(1), lit(false));
  }

  /**
   * A document a row: an object, or an array whose elements are the records. {@link
   * Passage#ORDINAL} is the record's place in the document, from 0.
   */
  public static Dataset<Row> fromDocuments(Dataset<Row> documents, StructType schema) {
    Column records =
        from_json(
            col(Passage.RAW), DataTypes.createArrayType(schema), Map.of("mode", "PERMISSIVE"));
    Column[] carried =
        Arrays.stream(documents.columns())
            .filter(name -> !name.equals(Passage.RAW))
            .map(org.apache.spark.sql.functions::col)
            .toArray(Column[]::new);
    Column[] exploded =
        Stream.concat(
                Arrays.stream(carried),
                Stream.of(
                    TextLines.undecodable(col(Passage.RAW)).as(Passage.PROBLEM),
                    posexplode_outer(records).as(new String[] {Passage.ORDINAL, PARSED})))
            .toArray(Column[]::new);
    Dataset<Row> elements =
        documents
            .select(exploded)
            .filter(col(PARSED).isNotNull().or(col(Passage.PROBLEM).isNotNull()))
            .withColumn(Passage.ORDINAL, col(Passage.ORDINAL).cast(DataTypes.LongType))
            .withColumn(Passage.RAW, to_json(col(PARSED)));
    String[] kept =
        Stream.concat(Arrays.stream(documents.columns()), Stream.of(Passage.ORDINAL))
            .toArray(String[]::new);
    return flattened(elements, kept, schema);
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
