package org.ringlake.jobs.generate;

import java.time.LocalDate;

/** Lives through a pod's days in order and writes everything that comes about. */
final class PodSimulation {
  private final GenerationPlan plan;
  private final Pod pod;
  private final Crew crew;
  private final Workload workload;
  private final CallList list;
  private final Loyalty loyalty;
  private final Sales sales;
  private final DialingDay dialing;
  private final ShiftLog shifts;
  private final CareerPapers papers;

  PodSimulation(GenerationPlan plan, Centre centre, Pod pod, RowSink sink) {
    this.plan = plan;
    this.pod = pod;
    this.crew = Crew.of(plan, centre, pod);
    CustomerDesk desk = new CustomerDesk(sink, plan.firstDay());
    this.list = new CallList(plan.seed(), pod, desk);
    this.loyalty = new Loyalty(plan.seed(), list);
    this.sales = new Sales(sink, pod.index(), loyalty);
    LeadDesk leads = new LeadDesk(sink, pod.index());
    this.dialing =
        new DialingDay(
            plan,
            list,
            new FollowUp(crew, list, desk, leads, sales),
            new AfterCare(sink, pod.index()),
            new CallFeed(plan, pod, sink));
    this.shifts = new ShiftLog(sink);
    this.papers = new CareerPapers(plan, sink, pod.index());
    this.workload = ordinaryOrEverybody();
  }

  void run() {
    crew.humans().forEach(papers::enrol);
    papers.enrol(crew.bot());
    Apportionment calls = new Apportionment(pod.calls(), totalWork());
    for (long day = plan.firstDay(); day <= plan.lastDay(); day++) {
      live(day, calls);
    }
  }

  private void live(long day, Apportionment calls) {
    handOverFromLeavers(day);
    for (DuePurchase purchase : loyalty.takeDue(day)) {
      Customer customer = purchase.buyer().customer();
      customer.owner = crew.standIn(customer.owner, day);
      sales.sellAgain(purchase, day);
    }
    double humans = 0;
    for (Person person : crew.humans()) {
      double work = workload.ofHuman(person, day);
      humans += work;
      attend(person, day, calls.next(work));
    }
    dialing.work(crew.bot(), day, calls.next(workload.ofBot(humans)));
    if (LocalDate.ofEpochDay(day + 1).getDayOfMonth() == 1) {
      crew.humans().stream()
          .filter(person -> person.isEmployedOn(day))
          .forEach(person -> papers.monthEnd(person, day));
    }
  }

  private void attend(Person person, long day, long calls) {
    Attendance attendance = Attendance.of(plan, person, day);
    if (calls > 0 || attendance == Attendance.PRESENT) {
      int handleSeconds = dialing.work(person, day, calls);
      Dice dice = Dice.of(plan.seed(), Dice.Purpose.CAREER_PAPERS, -1L - person.index(), day);
      shifts.worked(person, day, handleSeconds, dice);
    } else if (attendance.isLeave()) {
      shifts.onLeave(person, day, attendance);
    }
  }

  private void handOverFromLeavers(long day) {
    for (Person person : crew.humans()) {
      if (person.leftOn() != null && person.leftOn() == day - 1) {
        list.handOver(person, crew.standIn(person, day));
      }
    }
  }

  private Workload ordinaryOrEverybody() {
    Workload ordinary = new Workload(plan, false);
    return totalWork(ordinary) > 0 ? ordinary : new Workload(plan, true);
  }

  private double totalWork() {
    return totalWork(workload);
  }

  /** Adds up in the order in which calls are dealt out, so that the last call is dealt out too. */
  private double totalWork(Workload rule) {
    double total = 0;
    for (long day = plan.firstDay(); day <= plan.lastDay(); day++) {
      double humans = 0;
      for (Person person : crew.humans()) {
        double work = rule.ofHuman(person, day);
        humans += work;
        total += work;
      }
      total += rule.ofBot(humans);
    }
    return total;
  }
}
