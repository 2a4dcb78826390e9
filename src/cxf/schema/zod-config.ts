import * as z from 'zod';

// Before any schema is made: zod would otherwise try `new Function` once, which a content security policy reports as a violation.
z.config({ jitless: true });
