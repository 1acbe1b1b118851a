package org.ringlake.value;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;
import org.ringlake.facts.Purchases;

final class CustomerValuesTest extends SparkTest {
  private static final LocalDate AS_OF = LocalDate.of(2015, 2, 7);
  private static final ValueRules RULES =
      new ValueRules(ValueRules.Model.AUTO, List.of("vip"), 100, 36, 0.01, 6);

  private static final StructType PURCHASES =
      new StructType()
          .add(Purchases.CUSTOMER_NO, "int")
          .add(Purchases.CUSTOMER_KEY, "string")
          .add(Purchases.CUSTOMER_ID, "string")
          .add(Purchases.DAY, "date")
          .add(Purchases.NET_MINOR, "bigint")
          .add(Purchases.REALISED_MINOR, "bigint")
          .add(Purchases.REALISED_MARGIN_MINOR, "bigint");

  private static final StructType SEGMENTS =
      new StructType().add(Purchases.CUSTOMER_NO, "int").add(Segments.SEGMENT, "string");

  @Test
  void historiesAreThoseOfTheAnswersAndWithoutAFitNothingIsPredicted() {
    // given: the fit is of 31 January; c1 is valued on the day of their newest purchase
    Dataset<Row> purchases =
        rows(
            PURCHASES,
            """
            _customer_no | customer_key | event_date | net_minor | realised_minor | realised_margin_minor
            1            | c1           | 2015-02-01 | 1000      | 3000           | 2500
            1            | c1           | 2015-02-06 | 2000      | 3000           | 2500
            2            | c2           | 2015-01-01 | 700       | 700            | -300
            3            | c3           | 2015-01-01 | 9000      | 13499          | 13499
            3            | c3           | 2015-01-02 | 1000      | 13499          | 13499
            3            | c3           | 2015-01-05 | 3501      | 13499          | 13499
            """);

    ValueFits fits = ValueFits.of(purchases, Optional.empty(), RULES, AS_OF);

    assertRows(
        CustomerValues.from(purchases, Optional.empty(), fits, RULES),
        """
        customer_key | frequency | recency_days | age_days | monetary | realised_value | realised_margin | predicted_value | lifetime_value | fit  | valued_on
        c1           | 1         | 5            | 5        | 20.00    | 30.00          | 25.00           | null            | null           | none | 2015-02-06
        c2           | 0         | 0            | 30       | null     | 7.00           | -3.00           | null            | null           | none | 2015-01-31
        c3           | 2         | 4            | 30       | 22.51    | 134.99         | 134.99          | null            | null           | none | 2015-01-31
        """);
    ValueFits.Tables tables = fits.tables().orElseThrow();
    assertThat(tables.models())
        .extracting(row -> row.<String>getAs(3))
        .contains("2 customers, fewer than 100");
    assertThat(tables.checks()).isEmpty();
  }

  @Test
  void segmentsWithEnoughCustomersHaveAFitOfTheirOwnAndAllAreTriedOnTheHoldOut() {
    // given
    List<Row> vips = new ArrayList<>();
    Dataset<Row> purchases = spark().createDataFrame(purchasesOf(500, vips), PURCHASES);
    Optional<Dataset<Row>> segments = Optional.of(spark().createDataFrame(vips, SEGMENTS));

    // when
    ValueFits fits = ValueFits.of(purchases, segments, RULES, AS_OF);
    List<Row> values = CustomerValues.from(purchases, segments, fits, RULES).collectAsList();

    // then
    ValueFits.Tables tables = fits.tables().orElseThrow();
    assertThat(tables.models())
        .allSatisfy(row -> assertThat(row.getString(3)).isEqualTo(ModelFit.FITTED))
        .extracting(row -> row.getString(0) + "/" + row.getString(1))
        .contains("gamma_gamma/", "gamma_gamma/vip", fits.model() + "/", fits.model() + "/vip");
    assertThat(values).hasSize(500);
    for (Row value : values) {
      boolean isVip = value.<Integer>getAs(CustomerValues.CUSTOMER_NO) % 2 == 0;
      assertThat(value.<String>getAs(CustomerValues.FIT)).isEqualTo(isVip ? "segment" : "pooled");
      assertThat(value.<Double>getAs(CustomerValues.P_ALIVE)).isBetween(0.0, 1.0);
      assertThat(value.getDecimal(value.fieldIndex(CustomerValues.PREDICTED_VALUE)).signum())
          .isNotNegative();
      assertThat(value.getDecimal(value.fieldIndex(CustomerValues.LIFETIME_VALUE)))
          .isEqualTo(
              value
                  .getDecimal(value.fieldIndex(CustomerValues.REALISED_VALUE))
                  .add(value.getDecimal(value.fieldIndex(CustomerValues.PREDICTED_VALUE))));
    }
    Row all =
        tables.checks().stream()
            .filter(row -> row.getString(0).equals(fits.model()))
            .filter(row -> row.getString(1).equals(HoldOut.ALL))
            .findFirst()
            .orElseThrow();
    assertThat(all.getDouble(4))
        .as("purchases predicted, beside %d", all.getLong(3))
        .isCloseTo(all.getLong(3), within(0.3 * all.getLong(3)));
  }

  @Test
  void historiesUpToADayAreThoseOfTheAnswers() {
    // given
    Dataset<Row> purchases =
        rows(
            PURCHASES,
            """
            _customer_no | event_date | net_minor
            1            | 2015-02-01 | 1000
            1            | 2015-02-06 | 2000
            2            | 2015-01-01 | 700
            3            | 2015-01-01 | 9000
            3            | 2015-01-02 | 1000
            3            | 2015-01-05 | 3501
            """);

    // when
    Dataset<Row> histories = ValuedHistories.of(purchases, Optional.empty(), AS_OF, AS_OF);

    // then
    assertRows(
        histories.filter(col(ValuedHistories.KIND).equalTo(ValuedHistories.FIT)),
        """
        repeats | recency | age | customers
        1       | 5       | 6   | 1
        0       | 0       | 37  | 1
        2       | 4       | 37  | 1
        """);
  }

  @Test
  void theEarliestPurchaseIsNotInTheMeanWhateverTheOrderOfRows() {
    Dataset<Row> purchases =
        rows(
            PURCHASES,
            """
            _customer_no | customer_key | event_date | net_minor | realised_minor | realised_margin_minor
            1            | c1           | 2014-04-09 | 2000      | 5500           | 5500
            1            | c1           | 2014-03-14 | 1000      | 5500           | 5500
            1            | c1           | 2014-05-21 | 2500      | 5500           | 5500
            """);

    ValueFits fits = ValueFits.of(purchases, Optional.empty(), RULES, AS_OF);

    assertRows(
        CustomerValues.from(purchases, Optional.empty(), fits, RULES),
        """
        frequency | monetary | first_purchase_on
        2         | 22.50    | 2014-03-14
        """);
  }

  @Test
  void valuesAreTheDiscountedPurchasesThatThePublishedFormulasExpect() {
    // given fits of known parameters, and customers of x = 2, t_x = 213 and x = 0, both T = 272
    Dataset<Row> purchases =
        rows(
            PURCHASES,
            """
            _customer_no | customer_key | event_date | net_minor | realised_minor | realised_margin_minor
            1            | c1           | 2014-05-04 | 9000      | 17000          | 17000
            1            | c1           | 2014-08-01 | 3000      | 17000          | 17000
            1            | c1           | 2014-12-03 | 5000      | 17000          | 17000
            2            | c2           | 2014-05-04 | 9000      | 9000           | 9000
            """);
    Map<String, Double> known =
        Map.of(
            "r", 0.2426, "alpha", 4.4136, "a", 0.7929, "b", 2.4259, "p", 6.25, "q", 3.74, "gamma",
            15.44);
    ValueRules longAhead = new ValueRules(ValueRules.Model.BG_NBD, List.of(), 100, 36, 0.01, 6);
    ValueRules shortAhead = new ValueRules(ValueRules.Model.BG_NBD, List.of(), 100, 2, 0.5, 6);

    // when
    ValueFits fits = knownFits(purchases, longAhead, known);

    // then, by the published formulas with Gauss's function summed elsewhere
    assertRows(
        CustomerValues.from(purchases, Optional.empty(), fits, longAhead)
            .withColumn("p_alive", round(col("p_alive"), 6))
            .withColumn("six", round(col("expected_purchases_6m"), 6))
            .withColumn("twelve", round(col("expected_purchases_12m"), 6)),
        """
        customer_key | model  | fit    | p_alive  | six      | twelve   | predicted_value | lifetime_value
        c1           | bg_nbd | pooled | 0.726625 | 0.864258 | 1.563087 | 119.59          | 289.59
        c2           | bg_nbd | pooled | 1.0      | 0.13484  | 0.252448 | 18.78           | 108.78
        """);
    assertRows(
        CustomerValues.from(purchases, Optional.empty(), fits, shortAhead).filter("frequency > 0"),
        """
        customer_key | predicted_value
        c1           | 6.83
        """);
  }

  /** Fits as a table would have them, with other parameters. */
  private ValueFits knownFits(
      Dataset<Row> purchases, ValueRules rules, Map<String, Double> parameters) {
    List<Row> none =
        ValueFits.of(purchases, Optional.empty(), rules, AS_OF).tables().orElseThrow().models();
    Column value = lit(null).cast("double");
    for (Map.Entry<String, Double> each : parameters.entrySet()) {
      value =
          when(col(ValueFits.PARAMETER).equalTo(each.getKey()), each.getValue()).otherwise(value);
    }
    Dataset<Row> stored =
        spark()
            .createDataFrame(none, ValueFits.SCHEMA)
            .withColumn(ValueFits.VALUE, value)
            .withColumn(ValueFits.STATUS, lit(ModelFit.FITTED));
    return ValueFits.of(purchases, Optional.empty(), rules, AS_OF, stored);
  }

  @Test
  void whatASegmentHasNoFitOfIsTakenFromTheFitOfAll() {
    // given vips enough to fit their purchases, of whom too few bought again to fit their values
    List<Row> vips = new ArrayList<>();
    List<Row> rows = purchasesOf(500, vips);
    List<Row> once = new ArrayList<>();
    for (int customer = 1_000; customer < 1_150; customer++) {
      once.add(bought(customer, AS_OF.minusDays(customer - 900L)));
      vips.add(RowFactory.create(customer, "once"));
      if (customer % 3 == 0) {
        once.add(bought(customer, AS_OF.minusDays(30)));
      }
    }
    rows.addAll(once);
    ValueRules rules =
        new ValueRules(ValueRules.Model.BG_NBD, List.of("vip", "once", "few"), 100, 36, 0.01, 6);
    vips.add(RowFactory.create(1, "few"));
    Dataset<Row> purchases = spark().createDataFrame(rows, PURCHASES);
    Optional<Dataset<Row>> segments = Optional.of(spark().createDataFrame(vips, SEGMENTS));

    // when
    ValueFits fits = ValueFits.of(purchases, segments, rules, AS_OF);
    Dataset<Row> values = CustomerValues.from(purchases, segments, fits, rules);

    // then
    assertRows(
        spark()
            .createDataFrame(fits.tables().orElseThrow().models(), ValueFits.SCHEMA)
            .filter("fitted_as_of = DATE'2015-01-31' AND segment IN ('once', 'few')")
            .selectExpr("segment", "model", "substring_index(status, ', at the', 1) AS status")
            .distinct(),
        """
        segment | model       | status
        once    | bg_nbd      | fitted
        once    | gamma_gamma | 50 customers who bought again, fewer than 100
        few     | bg_nbd      | 1 customers, fewer than 100
        few     | gamma_gamma | 0 customers who bought again, fewer than 100
        """);
    assertRows(
        values
            .groupBy(CustomerValues.SEGMENT, CustomerValues.FIT)
            .agg(
                count(lit(1)).as("customers"),
                count(col(CustomerValues.P_ALIVE)).as("judged"),
                count(col(CustomerValues.PREDICTED_VALUE)).as("predicted")),
        """
        segment | fit     | customers | judged | predicted
        vip     | segment | 250       | 250    | 250
        once    | pooled  | 150       | 150    | 150
        few     | pooled  | 1         | 1      | 1
                | pooled  | 249       | 249    | 249
        """);
  }

  @Test
  void fitsAreTakenFromTheTableAsLongAsHistoriesUpToTheirDayAreTheSame() {
    // given
    List<Row> vips = new ArrayList<>();
    List<Row> before = purchasesOf(300, vips);
    Optional<Dataset<Row>> segments = Optional.of(spark().createDataFrame(vips, SEGMENTS));
    Dataset<Row> purchases = spark().createDataFrame(before, PURCHASES);
    ValueFits fits = ValueFits.of(purchases, segments, RULES, AS_OF);
    Dataset<Row> stored =
        spark().createDataFrame(fits.tables().orElseThrow().models(), ValueFits.SCHEMA);

    // when a customer buys after the fit's day
    List<Row> later = new ArrayList<>(before);
    later.add(bought(7, AS_OF));
    ValueFits again =
        ValueFits.of(spark().createDataFrame(later, PURCHASES), segments, RULES, AS_OF, stored);

    // then
    assertThat(again.tables()).isEmpty();
    assertThat(texts(CustomerValues.from(purchases, segments, again, RULES)))
        .isEqualTo(texts(CustomerValues.from(purchases, segments, fits, RULES)));

    // when one bought before it, or counts in another segment, or a table does not tell
    List<Row> late = new ArrayList<>(before);
    late.add(bought(7, ValueFits.day(AS_OF)));
    Optional<Dataset<Row>> others =
        Optional.of(spark().createDataFrame(vips.subList(1, vips.size()), SEGMENTS));

    // then
    Dataset<Row> withLate = spark().createDataFrame(late, PURCHASES);
    assertThat(ValueFits.of(withLate, segments, RULES, AS_OF, stored).tables()).isPresent();
    assertThat(ValueFits.of(purchases, others, RULES, AS_OF, stored).tables()).isPresent();
    assertThat(
            ValueFits.of(purchases, segments, RULES, AS_OF, stored.drop(ValueFits.FITTED_TO))
                .tables())
        .isPresent();
  }

  private static Row bought(int customer, LocalDate day) {
    return RowFactory.create(
        customer, "k" + customer, null, java.sql.Date.valueOf(day), 900L, 900L, 900L);
  }

  private static Set<String> texts(Dataset<Row> rows) {
    return Set.copyOf(rows.toJSON().collectAsList());
  }

  @Test
  void whoHasBoughtAgainOrIsInAnotherSegmentIsScoredAgainAndNobodyElse() {
    // given values by the same fits, marked
    List<Row> vips = new ArrayList<>();
    List<Row> before = purchasesOf(300, vips);
    Optional<Dataset<Row>> segments = Optional.of(spark().createDataFrame(vips, SEGMENTS));
    ValueFits fits =
        ValueFits.of(spark().createDataFrame(before, PURCHASES), segments, RULES, AS_OF);
    Dataset<Row> marked =
        CustomerValues.from(spark().createDataFrame(before, PURCHASES), segments, fits, RULES)
            .withColumn(CustomerValues.P_ALIVE, lit(-1.0));

    // when customer 7 has bought again, and customer 0 is no vip any more
    List<Row> after = new ArrayList<>(before);
    after.add(bought(7, AS_OF));
    Optional<Dataset<Row>> later =
        Optional.of(spark().createDataFrame(vips.subList(1, vips.size()), SEGMENTS));
    Dataset<Row> purchases = spark().createDataFrame(after, PURCHASES);
    List<Row> values = CustomerValues.from(purchases, later, fits, RULES, marked).collectAsList();

    // then
    assertThat(values).hasSize(300);
    assertThat(values)
        .filteredOn(value -> value.<Double>getAs(CustomerValues.P_ALIVE) >= 0)
        .extracting(value -> value.<Integer>getAs(CustomerValues.CUSTOMER_NO))
        .containsExactlyInAnyOrder(0, 7);
    assertThat(withoutMark(values))
        .containsExactlyInAnyOrderElementsOf(
            withoutMark(CustomerValues.from(purchases, later, fits, RULES).collectAsList()));
  }

  private static List<String> withoutMark(List<Row> values) {
    return values.stream()
        .map(
            value ->
                Arrays.stream(value.schema().fieldNames())
                    .filter(name -> !name.equals(CustomerValues.P_ALIVE))
                    .map(name -> name + "=" + value.getAs(name))
                    .collect(Collectors.joining(" ")))
        .toList();
  }

  /** Every second customer is added to the vips, who buy more often. */
  private static List<Row> purchasesOf(int customers, List<Row> vips) {
    Random random = new Random(77);
    List<Row> rows = new ArrayList<>();
    for (int customer = 0; customer < customers; customer++) {
      boolean isVip = customer % 2 == 0;
      double rate = (isVip ? 0.02 : 0.004) * (0.2 - Math.log(random.nextDouble()));
      LocalDate day = AS_OF.minusDays(100 + random.nextInt(600));
      LocalDate until = random.nextInt(3) == 0 ? day.plusDays(random.nextInt(200)) : AS_OF;
      double mean = 50 + 200 * random.nextDouble();
      while (!day.isAfter(until)) {
        long net = Math.round(100 * mean * (0.5 + random.nextDouble()));
        rows.add(
            RowFactory.create(
                customer, "k" + customer, null, java.sql.Date.valueOf(day), net, net, net / 2));
        day = day.plusDays(1 + (long) (-Math.log(random.nextDouble()) / rate));
      }
      if (isVip) {
        vips.add(RowFactory.create(customer, "vip"));
      }
    }
    return rows;
  }
}
