package dev.mailshell.camel;

import dev.mailshell.model.Reply;

/**
 * How much fits into one mail.
 *
 * @param maxMail the largest mail, in bytes
 */
record MailRoom(long maxMail) {

    /** In lines of 76 characters and their ends. */
    private static final double BASE64 = 4.0 / 3 * 78 / 76;
    /** Bouncy Castle cuts content into pieces of 1000 bytes, each with four of its own. */
    private static final double CMS = 1.004;

    /** There are three layers of base64 around an attachment, and two around the document. */
    private static final double DOCUMENT_TO_MAIL = BASE64 * BASE64 * CMS * CMS;

    private static final double ATTACHED_TO_MAIL = BASE64 * DOCUMENT_TO_MAIL;

    /** Headers, the structures of two layers of CMS, a certificate. */
    private static final int AROUND = 8 * 1024;

    /** Two streams, of which JSON makes up to three times as much, beside what is around. */
    private static final int MAIL_TO_INLINE = 16;

    /** Two streams, in which CRLF takes the place of each LF, or which are encoded for their long lines. */
    private static final int READABLE_TEXT = 4;

    /** Bytes of attachments that fit beside a document of so many bytes; at least 1, however little room there is. */
    long attached(int document) {
        return Math.max(1, (long) ((maxMail - DOCUMENT_TO_MAIL * (document + AROUND)) / ATTACHED_TO_MAIL));
    }

    /** Bytes of a stream that may ride in the document of a reply. */
    long inline() {
        return maxMail / MAIL_TO_INLINE;
    }

    /** Bytes of each of two streams that fit into a reply of as many parts as there may be. */
    long stream() {
        return attached(AROUND) * Reply.MAX_PARTS / 2;
    }

    /**
     * Bytes of each of two streams that fit into a readable reply, which has one part.
     *
     * @param inline bytes of each that may stand in its text
     */
    long readableStream(long inline) {
        return attached((int) (READABLE_TEXT * inline)) / 2;
    }
}
