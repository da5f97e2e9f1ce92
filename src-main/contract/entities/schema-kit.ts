/** The few shapes that the entities' schemas are made of. */
import { type Static, type TObject, type TProperties, type TSchema, type TUnsafe, Type } from '@sinclair/typebox';

/** One of the given strings. */
export function Enum<const Values extends readonly string[]>(values: Values, options = {}): TUnsafe<Values[number]> {
  return Type.Unsafe<Values[number]>({ type: 'string', enum: [...values], ...options });
}

/** The schema's value, or null where null clears the property. Written with a type list, as the real service's document does. */
export function Nullable<Schema extends TSchema>(schema: Schema): TUnsafe<Static<Schema> | null> {
  const nullable = { ...schema, type: [schema.type, 'null'] };
  return Type.Unsafe(schema.enum ? { ...nullable, enum: [...schema.enum, null] } : nullable);
}

/** An object that refuses properties it does not name. */
export function Closed<Properties extends TProperties>(properties: Properties, options = {}): TObject<Properties> {
  return Type.Object(properties, { additionalProperties: false, ...options });
}

/** An object that keeps properties it does not name. */
export function Open<Properties extends TProperties>(properties: Properties, options = {}): TObject<Properties> {
  return Type.Object(properties, { additionalProperties: true, ...options });
}
