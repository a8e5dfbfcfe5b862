/** With the increasing pauses, twelve attempts take most of a day. */
export const DEFAULT_ATTEMPTS = 12;

/** For mails with a link that people can request again. Seven attempts take a quarter of an hour. */
export const LINK_MAIL_ATTEMPTS = 7;

/** For scheduled jobs, which run again at their next time anyway. */
export const SCHEDULED_ATTEMPTS = 3;
