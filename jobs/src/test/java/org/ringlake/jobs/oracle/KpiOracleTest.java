package org.ringlake.jobs.oracle;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringlake.jobs.world.RawFile;
import org.ringlake.jobs.world.Rejection;
import org.ringlake.jobs.world.World;

/** Who watches the oracle: a case small enough to count by hand, and the world's own books. */
class KpiOracleTest extends ByHand {
  @Test
  void valuesCountedByHandComeOut() {
    // given
    write(
        "agents",
        """
        agent_id,team_id,extension,valid_from
        A1,T1,8001,2025-03-01
        A1,T2,8001,2025-03-02
        """);
    write("teams", "team_id,site\nT1,North\nT2,South\n");
    write(
        "customers",
        """
        customer_id,phone
        C1,13800000001
        C2,138-0000-0001
        """);
    write(
        "calls",
        """
        call_id,started_at,agent_id,extension,customer_id,phone,disposition,talk_seconds,agent_kind
        K1,2025-03-01T23:59:59,A1,,,+86 138 0000 0001,answered,30,
        K2,2025-03-01T16:00:00Z,,8001,C1,,answered,29,
        K3,2025-03-02T09:00:00,A1,,,13900000009,no_answer,,
        K4,2025-03-02T10:00:00,A9,,,,voicemail,60,human
        K5,2025-03-02T11:00:00,A1,,C1,,answered,60,bot
        K6,2025-02-30T11:00:00,A1,,C1,,answered,60,
        """);
    write(
        "shifts",
        """
        agent_id,date,logged_in_seconds,break_seconds
        A1,2025-03-01,1000,100
        A1,2025-03-02,0,
        A1,2025-03-03,1000,
        """);
    write(
        "deals",
        """
        deal_id,customer_id,agent_id,status,amount,units,closed_at
        D1,C1,A1,won,10.25,2,2025-03-01
        D2,C1,A1,won,10.25,,2025-03-01
        D3,C1,A1,lost,99,7,2025-03-01
        """);
    write("surveys", "survey_id,call_id,answered_at,csat,nps\nV1,K1,2025-03-02T08:00:00,4,6\n");

    // when
    Map<KpiCell, KpiValue> kpis = kpis();

    // then
    assertThat(kpis)
        .containsEntry(march("dials"), sum("4"))
        .containsEntry(march("connect_rate"), ratio("3", "4"))
        .containsEntry(march("contact_rate"), ratio("2", "4"))
        .containsEntry(march("list_contact_rate"), ratio("1", "2"))
        .containsEntry(march("effective_call_rate"), ratio("1", "2"))
        .containsEntry(march("average_order_value"), ratio("20.50", "1"))
        .containsEntry(march("units_sold"), sum("2"))
        .containsEntry(march("dials_per_day"), ratio("4", "1"))
        .containsEntry(march("talk_share"), ratio("59", "900"))
        .containsEntry(march("agent", "unknown", "connected_calls"), sum("1"))
        .containsEntry(march("team", "T1", "talk_seconds"), sum("30"))
        .containsEntry(march("team", "T2", "talk_seconds"), sum("29"))
        .containsEntry(march("site", "South", "csat"), ratio("1", "1"))
        .containsEntry(march("site", "South", "nps"), ratio("-100", "1"))
        .containsEntry(march("site", "North", "csat"), ratio("0", "0"))
        .containsEntry(march("team", "unknown", "deals_won"), sum("0"))
        .doesNotContainKey(new KpiCell("enterprise", "all", "day", "2025-03-03", "dials"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void itRejectsAsManyRowsAsTheWorldSpoilt(long seed) {
    // given
    World world = World.random(seed);
    world.writeTo(inbox);
    Map<String, Long> rows =
        world.files().stream().collect(groupingBy(RawFile::feed, summingLong(RawFile::rows)));
    Map<String, Long> bad =
        world.rejections().stream().collect(groupingBy(Rejection::feed, counting()));

    // when
    Map<String, Long> good = KpiOracle.goodRows(inbox, world.zone());

    // then
    rows.replaceAll((feed, count) -> count - bad.get(feed));
    assertThat(good).as(world.toString()).isEqualTo(rows);
  }
}
