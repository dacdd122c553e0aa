// Words of questions that say nothing about what is asked, in the languages that customers write most.
// They are passed over in a query that has other words; documents are indexed whole.
import { termsOf } from './terms.ts';

const lists: readonly string[] = [
  // English
  `a about above after again all also am an and any anybody anyone anything are aren't as at be because been before being below
   between both but by can can't cannot could couldn't did didn't do does doesn't doing don't down during each either else ever
   few for from further get gets getting give got had has hasn't have haven't having he he's her here hers him his how how's
   however i i'd i'll i'm i've if in into is isn't it it's its itself just know let let's like look looking make makes may maybe
   me might mine more most much must my myself need needs no nor not now of off often on once one only or other our ours out
   over own please possible quite really say says see seem seems shall she should shouldn't show so some somebody someone
   something still such sure tell than thank thanks that that's the their theirs them then there there's these they they're
   thing things think this those though through to too under until up us use used using very want wants was wasn't way we we're
   well were weren't what what's whatever when when's where where's whether which while who who's whom whose why will with
   within without won't would wouldn't yes yet you you're your yours hello hi hey help question wonder wondering anyway able
   exactly actually supposed happens happen mean means trying try does`,
  // German
  `aber alle allem allen aller alles als also am an auch auf aus bei beim bin bis bitte da damit dann das dass dein dem den denn
   der des dich die dies diese diesem diesen dieser dieses dir doch dort du durch ein eine einem einen einer eines er es etwas
   euch euer für gibt habe haben hallo hat hatte hier ich ihm ihn ihr ihre im in ist ja jede jeder jedes kann kannst kein keine
   können könnte man mein meine meinem meinen meiner mich mir mit möchte muss nach nicht noch nun nur ob oder ohne sein seine
   sehr sich sie sind so soll über um und uns unser unter vom von vor wann war warum was wegen weil wenn wer werde werden wie
   wieder will wir wird wo wurde zu zum zur`,
  // French
  `ai aux avec avez avoir bonjour ce ces cet cette comment dans de des dois donc du elle en est est-ce et être eu faire fait faut
   il ils je la le les leur lui ma mais me mes mon ne nos notre nous ou où par pas peut peux plus pour pourquoi qu que quel
   quelle qui quoi sa sans se ses si son sont sur ta te tes toi ton tu un une vos votre vous y à`,
  // Spanish
  `al algo como con cómo cual cuál cuando cuándo de del desde donde dónde el él ella ellos en es esa ese eso esta está este esto
   fue ha hacer hay hola la las le les lo los más me mi mis muy no nos o para pero por porque puede puedo qué que quién se ser
   si sí sin sobre son su sus también te tengo tiene tu tus un una uno y ya yo`,
];

const stopTerms: ReadonlySet<string> = new Set(
  lists.flatMap((list) => termsOf(list).map(({ term }) => term)),
);

export const isStopTerm = (term: string): boolean => stopTerms.has(term);
