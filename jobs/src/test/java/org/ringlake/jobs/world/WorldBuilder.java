package org.ringlake.jobs.world;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes up a {@link World}: five months over a new year, few people, and everything that can go
 * wrong on the way to a number. Where the documents leave a choice, it does not go.
 */
public final class WorldBuilder {
  private static final LocalDate FIRST_DAY = LocalDate.of(2024, 11, 11);
  private static final LocalDate LAST_DAY = LocalDate.of(2025, 4, 6);

  private final long seed;
  private ZoneId zone = ZoneId.of("Asia/Shanghai");
  private boolean hasRoster = true;
  private boolean hasShifts = true;
  private int calls;

  public WorldBuilder(long seed) {
    this.seed = seed;
    this.calls = 300 + Math.floorMod(seed, 7) * 100;
  }

  /** The business zone, for one with daylight saving say. */
  public WorldBuilder in(ZoneId businessZone) {
    this.zone = businessZone;
    return this;
  }

  /** No agents feed: the ids of calls and deals stand as they are. */
  public WorldBuilder withoutRoster() {
    this.hasRoster = false;
    return this;
  }

  /** No shifts feed: a day with a call is a day attended. */
  public WorldBuilder withoutShifts() {
    this.hasShifts = false;
    return this;
  }

  public WorldBuilder calls(int count) {
    this.calls = count;
    return this;
  }

  /** The world of these choices, always the same. */
  public World build() {
    Dice dice = new Dice(seed);
    Clock clock = new Clock(dice, zone, FIRST_DAY, LAST_DAY);
    Phones phones = new Phones(dice);
    Materials materials =
        new Materials(
            dice,
            clock,
            phones,
            new People(dice, phones),
            new Versions(dice, clock),
            new BadRows(dice));
    List<RawFile> files = files(materials);
    return new World(seed, zone, files, materials.bad().rejections(), phones.all());
  }

  private List<RawFile> files(Materials materials) {
    List<RawFile> files = new ArrayList<>();
    RuleEdges edges = new RuleEdges(materials);
    ReturnEdges returns = new ReturnEdges(materials, !hasShifts);
    RosterFeeds roster = new RosterFeeds(materials);
    CallFeed callFeed = new CallFeed(materials, !hasShifts);
    DealFeed deals = new DealFeed(materials);
    files.addAll(callFeed.files(calls, others(edges, returns, roster)));
    files.addAll(deals.files(all(edges.deals(), returns.deals())));
    files.addAll(
        new RefundFeed(materials, deals.refundable(), deals.euroDeals()).files(returns.refunds()));
    files.addAll(new LeadFeed(materials).files());
    files.addAll(new CustomerFeed(materials).files(edges.customers()));
    files.addAll(new SurveyFeed(materials, callFeed.plainCalls()).files());
    files.addAll(new ComplaintFeed(materials, callFeed.plainCalls()).files());
    files.addAll(new ReviewFeed(materials, callFeed.humanCalls()).files());
    files.addAll(new CostFeed(materials).files());
    files.addAll(new ObjectiveFeed(materials).files());
    files.addAll(new RatingFeed(materials).files());
    files.addAll(new WorklogFeed(materials).files());
    files.addAll(roster.teamFiles());
    if (hasRoster) {
      files.addAll(roster.agentFiles());
    }
    if (hasShifts) {
      files.addAll(new ShiftFeed(materials).files());
    }
    return List.copyOf(files);
  }

  private static List<RawRow> others(RuleEdges edges, ReturnEdges returns, RosterFeeds roster) {
    List<RawRow> others = all(edges.calls(), returns.calls());
    others.add(roster.farewell());
    return others;
  }

  private static List<RawRow> all(List<RawRow> some, List<RawRow> more) {
    List<RawRow> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }
}
