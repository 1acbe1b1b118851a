package org.ringlake.jobs.generate;

import java.util.ArrayList;
import java.util.List;

/**
 * What was said in a contact, in a few sentences. The better an agent's service, the more of the
 * script is said and the fewer things that must not be. The sentences hold phrases of the shipped
 * {@code conf/quality.yaml}.
 */
final class Transcript {
  private static final double SAYS_SCRIPT_ITEM = 0.86;
  private static final double SAYS_WHAT_IS_FORBIDDEN = 0.035;
  private static final double SAYS_IT_AGAIN = 0.2;
  private static final double SHOWS_EMPATHY = 0.3;
  private static final double IS_WRITTEN_FULL_WIDTH = 0.1;
  private static final char FIRST_HALF_WIDTH = '!';
  private static final char LAST_HALF_WIDTH = '~';
  private static final int TO_FULL_WIDTH = 0xFEE0;

  private static final Language CHINESE =
      new Language(
          "",
          new String[] {"您好,请问是您本人吗?", "下午好,这里是客户中心。"},
          new String[] {"为保证服务质量,本次通话将被录音。", "温馨提示:本次通话全程录音。"},
          new String[] {
            "我们现在有一个VIP课程优惠,您有兴趣了解吗?",
            "您上次咨询的套餐价格下调了。",
            "客户说\"再考虑一下\",约下周回电。",
            "这个产品不保证收益,请您先看风险说明。"
          },
          new String[] {"这款产品保证收益,您放心。", "这是稳赚不赔的。", "今天是最后一次机会,你必须买。", "您可以加我微信。"},
          new String[] {"非常理解您的心情,我马上帮您处理。", "给您添麻烦了,非常抱歉。", "感谢您的耐心等待。"},
          new String[] {"请问还有其他可以帮您的吗?", "还有什么可以帮您?"},
          new String[] {"祝您生活愉快!", "感谢您的接听,再见。"});

  private static final Language ENGLISH =
      new Language(
          " ",
          new String[] {"Hello, am I speaking to the account holder?", "Good morning!"},
          new String[] {"This call is recorded.", "Please note that this call may be recorded."},
          new String[] {
            "The price of the plan you asked about has come down.",
            "We have an offer for VIP customers.",
            "There is no guaranteed return, please read the note on risks."
          },
          new String[] {
            "It is a guaranteed return.", "There is no risk at all.", "You must buy it."
          },
          new String[] {"I completely understand.", "Thank you for your patience."},
          new String[] {"Is there anything else I can help you with?"},
          new String[] {"Have a nice day.", "Thank you for your time, goodbye."});

  private final Language language;
  private final double service;
  private final Dice dice;
  private final List<String> sentences = new ArrayList<>();

  private Transcript(Language language, double service, Dice dice) {
    this.language = language;
    this.service = service;
    this.dice = dice;
  }

  /**
   * A text.
   *
   * @param service of the agent, 1 for an average one
   */
  static String of(boolean isEnglish, double service, Dice dice) {
    return new Transcript(isEnglish ? ENGLISH : CHINESE, service, dice).text();
  }

  private String text() {
    say(language.greetings(), SAYS_SCRIPT_ITEM * StrictMath.sqrt(service));
    say(language.recordingNotices(), SAYS_SCRIPT_ITEM * StrictMath.sqrt(service));
    say(language.matters(), 1);
    double ofForbidden = SAYS_WHAT_IS_FORBIDDEN / service;
    while (say(language.forbidden(), ofForbidden)) {
      ofForbidden = SAYS_IT_AGAIN;
    }
    say(language.empathy(), SHOWS_EMPATHY * service);
    say(language.offersOfHelp(), SAYS_SCRIPT_ITEM * StrictMath.sqrt(service));
    say(language.closings(), SAYS_SCRIPT_ITEM * StrictMath.sqrt(service));
    String text = String.join(language.gap(), sentences);
    return dice.chance(IS_WRITTEN_FULL_WIDTH) ? fullWidth(text) : text;
  }

  private boolean say(String[] choices, double probability) {
    boolean isSaid = dice.chance(probability);
    if (isSaid) {
      sentences.add(dice.oneOf(choices));
    }
    return isSaid;
  }

  /** As some recognisers write: letters, digits and marks as wide as a Chinese sign. */
  private static String fullWidth(String text) {
    StringBuilder wide = new StringBuilder(text.length());
    for (int at = 0; at < text.length(); at++) {
      char sign = text.charAt(at);
      boolean isHalfWidth = FIRST_HALF_WIDTH <= sign && sign <= LAST_HALF_WIDTH;
      wide.append(isHalfWidth ? (char) (sign + TO_FULL_WIDTH) : sign);
    }
    return wide.toString();
  }

  /**
   * Sentences to choose from.
   *
   * @param gap between two sentences
   */
  private record Language(
      String gap,
      String[] greetings,
      String[] recordingNotices,
      String[] matters,
      String[] forbidden,
      String[] empathy,
      String[] offersOfHelp,
      String[] closings) {}
}
