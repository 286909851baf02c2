package dev.mailshell.crypto.cms;

/** Where in a ContentInfo (RFC 5652 section 3, RFC 5083 section 2.1) an element stands, as far as the way to the content goes. */
enum Place {
    CONTENT_INFO,
    TYPE,
    EXPLICIT_BODY,
    BODY,
    INNER_INFO,
    EXPLICIT_CONTENT,
    CONTENT,
    SEGMENT,
    ELSEWHERE,
    /** In the content, where nothing but an octet string may be. */
    NOWHERE;

    private static final int OCTET_STRING = 0x04;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int CONSTRUCTED = 0x20;
    private static final int SEQUENCE = 0x30;
    private static final int CONTEXT_0 = 0x80;

    /** The place of the child that has {@code tag} and comes after {@code index} others. */
    Place child(int tag, int index, boolean signedData) {
        return switch (this) {
            case CONTENT_INFO -> ofContentInfo(tag, index);
            case EXPLICIT_BODY -> index == 0 && tag == SEQUENCE ? BODY : ELSEWHERE;
            case BODY -> tag == SEQUENCE ? INNER_INFO : ELSEWHERE;
            case INNER_INFO -> signedData ? ofSigned(tag, index) : ofEncrypted(tag, index);
            case EXPLICIT_CONTENT -> index == 0 && isOrHolds(OCTET_STRING, tag) ? CONTENT : NOWHERE;
            case CONTENT -> tag == OCTET_STRING ? SEGMENT : NOWHERE;
            case TYPE, SEGMENT, ELSEWHERE, NOWHERE -> ELSEWHERE;
        };
    }

    boolean isOctets() {
        return this == CONTENT || this == SEGMENT;
    }

    private static Place ofContentInfo(int tag, int index) {
        if (index == 0 && tag == OBJECT_IDENTIFIER) {
            return TYPE;
        }
        return index == 1 && tag == (CONTEXT_0 | CONSTRUCTED) ? EXPLICIT_BODY : ELSEWHERE;
    }

    /** In EncapsulatedContentInfo the content is {@code [0] EXPLICIT OCTET STRING}, the second of two. */
    private static Place ofSigned(int tag, int index) {
        return index == 1 && tag == (CONTEXT_0 | CONSTRUCTED) ? EXPLICIT_CONTENT : ELSEWHERE;
    }

    /** In EncryptedContentInfo the content is {@code [0] IMPLICIT OCTET STRING}, the third of three. */
    private static Place ofEncrypted(int tag, int index) {
        return index == 2 && isOrHolds(CONTEXT_0, tag) ? CONTENT : ELSEWHERE;
    }

    /** BER may cut a string into segments: it is constructed then. */
    private static boolean isOrHolds(int expected, int tag) {
        return (tag & ~CONSTRUCTED) == expected;
    }
}
