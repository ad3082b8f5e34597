// Where AssemblyScript keeps what an object is, in bytes.
//
//   in front of each object      -8 class id      -4 size
//   of arrays and typed arrays    0 buffer         4 start of the data      8 bytes of the data      12 length, of arrays

export const ID = -8;
export const SIZE = -4;
/** All that is in front of an object. */
export const HEADER_SIZE = 20;

export const BUFFER = 0;
export const DATA_START = 4;
export const DATA_SIZE = 8;
export const LENGTH = 12;
export const TYPED_ARRAY_SIZE = 12;
export const ARRAY_SIZE = 16;

/** Class ids that are the same in all modules. */
export const ARRAY_BUFFER = 1;
export const STRING = 2;

/** How deep objects may lie within each other where they cross. */
export const MAX_DEPTH = 1000;

/** How many errors cross with an error, each the cause of the one before. */
export const MAX_CAUSES = 16;
