print("plain: does not wait");
export const plain = 5;
