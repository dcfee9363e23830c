/** Fields of VPC flow logs, by number. Compiled to WebAssembly too: numbers only. */

export const VERSION = 0;
export const ACCOUNT_ID = 1;
export const INTERFACE_ID = 2;
export const SRCADDR = 3;
export const DSTADDR = 4;
export const SRCPORT = 5;
export const DSTPORT = 6;
export const PROTOCOL = 7;
export const PACKETS = 8;
export const BYTES = 9;
export const START = 10;
export const END = 11;
export const ACTION = 12;
export const LOG_STATUS = 13;
export const VPC_ID = 14;
export const SUBNET_ID = 15;
export const INSTANCE_ID = 16;
export const TCP_FLAGS = 17;
export const PKT_SRCADDR = 18;
export const PKT_DSTADDR = 19;
export const REGION = 20;
export const FLOW_DIRECTION = 21;
export const FLOW_FIELDS = 22;

/** AWS has some 40 fields; a line of more is none of a flow log. */
export const COLUMNS_MAX = 64;
/** Of a column that is not read. */
export const NO_FIELD = 255;
