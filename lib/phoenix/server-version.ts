/** The Phoenix server whose formats these paths keep; clients refuse older ones by it. */
export const serverVersion = "20.3.0";
