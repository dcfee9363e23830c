/** The principal whose trusted access, and whose delegation, service-managed sets need. */
export const ACCESS_PRINCIPAL = 'member.org.stacksets.cloudformation.amazonaws.com';
