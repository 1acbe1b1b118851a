package org.ringlake.facts;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.ringlake.staging.PersonalKeys;
import org.ringlake.staging.Resolved;

/**
 * Who the customers are: one person per customer of the CRM, and one per phone that no customer
 * has.
 *
 * <p>The table of persons has one row per way of naming one. Key: {@link #LOOKUP}. Columns: {@code
 * customer_key}, {@code _customer_no}.
 */
public final class Persons {
  /** The customer as the source gave it. */
  public static final String GIVEN_CUSTOMER_ID = "_given_customer_id";

  /** The key of the phone the source gave. */
  public static final String PHONE_KEY = "_phone_key";

  /** A phone's key, or a customer's id behind a mark that no key begins with. */
  public static final String LOOKUP = "lookup";

  private static final String CUSTOMER_MARK = "id:";
  private static final String OWNER_PHONE = "__owner_phone";
  private static final String OWNER = "__owner";
  private static final String PERSON_LOOKUP = "__person_lookup";

  private Persons() {}

  /**
   * Whose phone is whose: {@code _phone_key} of each phone that the CRM's customers have, and the
   * customer; of several the lowest id.
   *
   * @param customers of the CRM: {@code customer_id, _phone_key}
   */
  public static Dataset<Row> owners(Dataset<Row> customers) {
    return customers
        .filter(col(PHONE_KEY).isNotNull())
        .groupBy(col(PHONE_KEY).as(OWNER_PHONE))
        .agg(min(col(Resolved.CUSTOMER_ID)).as(OWNER));
  }

  /**
   * Adds {@code customer_id}, {@code customer_key} and {@code _customer_no}; all null where nobody
   * is named.
   *
   * @param rows with {@link #GIVEN_CUSTOMER_ID} and {@link #PHONE_KEY}
   * @param owners as {@link #owners} finds them
   * @param persons everybody {@code rows} can name, as {@link #added} makes them
   */
  public static Dataset<Row> resolve(Dataset<Row> rows, Dataset<Row> owners, Dataset<Row> persons) {
    Column phoneIfAlone = when(col(GIVEN_CUSTOMER_ID).isNull(), col(PHONE_KEY));
    // left, many rows to at most one: owners are grouped by phone
    Dataset<Row> owned =
        rows.join(owners, phoneIfAlone.equalTo(col(OWNER_PHONE)), "left")
            .withColumn(Resolved.CUSTOMER_ID, coalesce(col(GIVEN_CUSTOMER_ID), col(OWNER)))
            .drop(OWNER_PHONE, OWNER);
    Column lookup = coalesce(byId(col(Resolved.CUSTOMER_ID)), col(PHONE_KEY));
    // left, many rows to at most one: a lookup names one person
    return owned
        .join(
            persons.withColumnRenamed(LOOKUP, PERSON_LOOKUP),
            lookup.equalTo(col(PERSON_LOOKUP)),
            "left")
        .drop(PERSON_LOOKUP);
  }

  /**
   * The persons that rows name and the table does not have yet, numbered on from its highest.
   *
   * @param rows with {@link #GIVEN_CUSTOMER_ID} and {@link #PHONE_KEY}
   * @param highest the highest number given so far, or -1
   */
  public static Dataset<Row> added(
      Dataset<Row> rows, Dataset<Row> persons, PersonalKeys keys, int highest) {
    Dataset<Row> ids =
        rows.filter(col(GIVEN_CUSTOMER_ID).isNotNull())
            .select(col(GIVEN_CUSTOMER_ID).as(LOOKUP))
            .distinct()
            .select(byId(col(LOOKUP)).as(LOOKUP), keys.text(col(LOOKUP)).as(Resolved.CUSTOMER_KEY));
    Dataset<Row> phones =
        rows.filter(col(PHONE_KEY).isNotNull())
            .select(col(PHONE_KEY).as(LOOKUP))
            .distinct()
            .withColumn(Resolved.CUSTOMER_KEY, col(LOOKUP));
    Column next = row_number().over(Window.orderBy(col(LOOKUP))).plus(highest).cast("int");
    return ids.unionByName(phones)
        .join(persons.select(LOOKUP), asScala(LOOKUP), "left_anti")
        .withColumn(Resolved.CUSTOMER_NO, next);
  }

  private static scala.collection.immutable.Seq<String> asScala(String column) {
    return scala.jdk.javaapi.CollectionConverters.asScala(java.util.List.of(column)).toSeq();
  }

  /** The {@link #LOOKUP} of a customer of the CRM. */
  public static Column byId(Column customerId) {
    return concat(lit(CUSTOMER_MARK), customerId);
  }
}
