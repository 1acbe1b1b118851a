package org.ringlake.attribution;

import static java.util.stream.Collectors.toMap;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Date;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;
import org.ringlake.facts.DealCredits;

final class CreditSplitTest extends SparkTest {
  private static final CreditSplit SPLIT =
      new CreditSplit(
          new AttributionRules(
              new TouchRules(Duration.ofDays(90), Duration.ZERO, 1, 0), Duration.ofDays(7)),
          MarkovFits.none());

  @Test
  void centsThatCannotBeSharedFavourNobody() {
    // given
    List<Row> deals = cents(1000, "A", "B");
    List<Row> permuted = new ArrayList<>(deals);
    Collections.shuffle(permuted, new Random(1));

    // when
    Map<String, String> agents = agentsByDeal(deals);

    // then
    assertThat(agents).hasSize(1000).containsValues("A", "B");
    assertThat(Collections.frequency(agents.values(), "A")).isBetween(420, 580);
    assertThat(agentsByDeal(permuted)).isEqualTo(agents);
    assertThat(agentsByDeal(cents(1000, "B", "A"))).isEqualTo(agents);
  }

  /** So many deals of 0.01, each of a customer whom one agent called first and then the other. */
  private List<Row> cents(int count, String first, String second) {
    Column closing =
        struct(
            lit(Date.valueOf("2025-03-03")).as(DealEvents.DAY),
            lit(1L).as(DealEvents.AMOUNT),
            lit(0L).as(DealEvents.COST),
            lit("A").as(DealEvents.OWNER),
            lit("T").as(DealEvents.OWNERS_TEAM),
            lit(0).as(DealEvents.MONTH));
    return spark()
        .range(count)
        .select(
            concat(lit("D"), col("id")).as(DealEvents.DEAL_ID),
            closing.as(DealEvents.CLOSING),
            array(touch(first, 2), touch(second, 1)).as(DealPaths.PATH),
            lit(null).as(DealEvents.REFUNDS),
            lit(null).as(CustomerWorth.WORTH))
        .collectAsList();
  }

  private static Column touch(String agent, long secondsBefore) {
    return struct(
        lit(agent).as(DealPaths.AGENT_ID),
        lit(false).as(DealPaths.IS_BOT),
        lit(secondsBefore).as(DealPaths.SECONDS_BEFORE));
  }

  /** Who has the cent of each deal under linear. */
  private static Map<String, String> agentsByDeal(List<Row> deals) {
    List<Row> credits = new ArrayList<>();
    deals.forEach(deal -> SPLIT.call(deal).forEachRemaining(credits::add));
    return credits.stream()
        .filter(credit -> cell(credit, DealCredits.MODEL).equals(PathModel.LINEAR.id()))
        .filter(credit -> ((BigDecimal) cell(credit, DealCredits.NET_REVENUE)).signum() > 0)
        .collect(
            toMap(
                credit -> (String) cell(credit, DealCredits.DEAL_ID),
                credit -> (String) cell(credit, DealCredits.AGENT_ID)));
  }

  private static Object cell(Row credit, String column) {
    return credit.get(DealCredits.OF_AGENTS.fieldIndex(column));
  }
}
