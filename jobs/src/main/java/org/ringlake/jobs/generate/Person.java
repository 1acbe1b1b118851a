package org.ringlake.jobs.generate;

import java.util.List;

/**
 * An agent, human or bot, with a career inside the centre. Days are epoch days.
 *
 * @param index place among all agents of the centre, bots after humans
 * @param leftOn last day employed, null while employed
 * @param leftReason voluntary or involuntary, null while employed
 * @param postings by day, the first of which starts on the day of hiring
 */
record Person(
    int index,
    String id,
    String name,
    String extension,
    boolean isBot,
    long hiredOn,
    Long leftOn,
    String leftReason,
    Shift shift,
    Skill skill,
    List<Posting> postings) {

  boolean isEmployedOn(long day) {
    return day >= hiredOn && (leftOn == null || day <= leftOn);
  }

  /** The posting in force on a day of employment. */
  Posting postingOn(long day) {
    Posting current = postings.get(0);
    for (Posting posting : postings) {
      if (posting.validFrom() <= day) {
        current = posting;
      }
    }
    return current;
  }

  Team teamOn(long day) {
    return postingOn(day).team();
  }
}
